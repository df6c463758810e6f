/** The console in a real browser, on the sample and a real Redis. */
@NullMarked
package dev.cachekit.sample.console;

import org.jspecify.annotations.NullMarked;
