package dev.cachekit.spring.autoconfigure;

import dev.cachekit.operation.CopyMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * A near cache.
 *
 * @param enabled Whether values are also kept in this process.
 * @param maxSize Most entries kept in this process.
 * @param maxWeight Most bytes of encoded values kept in this process. If set, it takes the place of max-size. Default: any number.
 * @param ttl How long an entry is kept in this process at most.
 * @param copy Whether hits share one object or get a copy: auto, never or on-read.
 */
record NearProperties(
        @Nullable Boolean enabled,
        @Nullable Long maxSize,
        @Nullable DataSize maxWeight,
        @Nullable Duration ttl,
        @Nullable CopyMode copy) {}
