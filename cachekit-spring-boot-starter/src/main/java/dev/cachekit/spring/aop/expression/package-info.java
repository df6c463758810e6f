/** The expressions of annotations: checked and compiled at start-up, evaluated per call. */
@NullMarked
package dev.cachekit.spring.aop.expression;

import org.jspecify.annotations.NullMarked;
