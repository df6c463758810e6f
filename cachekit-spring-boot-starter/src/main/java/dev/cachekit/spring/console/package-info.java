/** A page for operators, with the figures behind it. */
@NullMarked
package dev.cachekit.spring.console;

import org.jspecify.annotations.NullMarked;
