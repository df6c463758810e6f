/** The bytes of entries, and the codec that turns values into them and back. */
@NullMarked
package dev.cachekit.codec;

import org.jspecify.annotations.NullMarked;
