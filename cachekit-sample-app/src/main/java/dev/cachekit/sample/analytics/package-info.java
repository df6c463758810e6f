/** Figures about the whole application. */
@NullMarked
package dev.cachekit.sample.analytics;

import org.jspecify.annotations.NullMarked;
