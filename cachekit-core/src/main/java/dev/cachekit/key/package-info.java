/** From the user's key to the text under which an entry stands. */
@NullMarked
package dev.cachekit.key;

import org.jspecify.annotations.NullMarked;
