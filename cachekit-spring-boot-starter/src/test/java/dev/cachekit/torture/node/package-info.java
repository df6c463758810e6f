/**
 * One application process of a torture test: a Spring context with annotated services, and threads that call them. What
 * is called and what it returns goes into the history.
 */
@NullMarked
package dev.cachekit.torture.node;

import org.jspecify.annotations.NullMarked;
