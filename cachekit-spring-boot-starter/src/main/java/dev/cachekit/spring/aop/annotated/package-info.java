/** Reads the annotations of bean classes, once, into operations, and refuses what cannot be honoured. */
@NullMarked
package dev.cachekit.spring.aop.annotated;

import org.jspecify.annotations.NullMarked;
