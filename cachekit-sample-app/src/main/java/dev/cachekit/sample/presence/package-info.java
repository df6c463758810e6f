/** Who is online, on whichever node. */
@NullMarked
package dev.cachekit.sample.presence;

import org.jspecify.annotations.NullMarked;
