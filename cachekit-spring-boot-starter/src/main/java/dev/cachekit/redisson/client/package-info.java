/** Makes Redisson clients that answer in time, read from primaries, and start while Redis is away. */
@NullMarked
package dev.cachekit.redisson.client;

import org.jspecify.annotations.NullMarked;
