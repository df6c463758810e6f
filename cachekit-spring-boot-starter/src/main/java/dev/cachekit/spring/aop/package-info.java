/**
 * The annotations at work in a Spring context: one advisor with one interceptor, and the checks that no annotation is
 * without effect.
 */
@NullMarked
package dev.cachekit.spring.aop;

import org.jspecify.annotations.NullMarked;
