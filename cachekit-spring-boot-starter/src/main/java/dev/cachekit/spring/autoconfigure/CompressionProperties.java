package dev.cachekit.spring.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Compression of values.
 *
 * @param threshold Encoded values of at least this size are compressed.
 */
record CompressionProperties(@Nullable DataSize threshold) {}
