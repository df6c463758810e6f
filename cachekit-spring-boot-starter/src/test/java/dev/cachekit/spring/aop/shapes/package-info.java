/** The same methods in every shape. */
@NullMarked
package dev.cachekit.spring.aop.shapes;

import org.jspecify.annotations.NullMarked;
