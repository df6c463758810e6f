/** Values into bytes and back, by codecs that caches are used with. */
@NullMarked
package dev.cachekit.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
