/** What the start finds in an application that works, but hardly as meant. */
@NullMarked
package dev.cachekit.spring.aop.finding;

import org.jspecify.annotations.NullMarked;
