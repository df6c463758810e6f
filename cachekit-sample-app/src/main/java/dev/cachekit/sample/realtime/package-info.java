/** What happens, told at once to whoever has the page open, on whichever node. */
@NullMarked
package dev.cachekit.sample.realtime;

import org.jspecify.annotations.NullMarked;
