/** The data the sample starts with. */
@NullMarked
package dev.cachekit.sample.seed;

import org.jspecify.annotations.NullMarked;
