/** Rules of the configuration that stand for annotations on classes nobody can annotate. */
@NullMarked
package dev.cachekit.spring.aop.rule;

import org.jspecify.annotations.NullMarked;
