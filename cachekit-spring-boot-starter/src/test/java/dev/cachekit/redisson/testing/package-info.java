/** Real Redis servers for tests, here and in the modules that use this one's test jar. */
@NullMarked
package dev.cachekit.redisson.testing;

import org.jspecify.annotations.NullMarked;
