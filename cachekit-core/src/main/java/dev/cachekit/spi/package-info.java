/**
 * The ports through which the strategies reach a store, and the vocabulary those ports speak.
 *
 * <p>A {@link dev.cachekit.spi.Backend} is the set of ports. Every backend passes the same contract kit.
 */
@NullMarked
package dev.cachekit.spi;

import org.jspecify.annotations.NullMarked;
