/** Finds, in byte code, calls of annotated methods on {@code this}: they pass by the proxy. */
@NullMarked
package dev.cachekit.spring.aop.selfcall;

import org.jspecify.annotations.NullMarked;
