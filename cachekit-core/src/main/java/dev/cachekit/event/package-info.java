/** Who listens: events told to any number of listeners, none of which can harm a call; the built-in log and statistics. */
@NullMarked
package dev.cachekit.event;

import org.jspecify.annotations.NullMarked;
