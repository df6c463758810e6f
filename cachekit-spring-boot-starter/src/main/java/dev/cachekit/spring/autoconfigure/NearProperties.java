package dev.cachekit.spring.autoconfigure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A near cache.
 *
 * @param enabled Whether values are also kept in this process. Not available yet.
 * @param maxSize Most entries kept in this process. No effect while near caches are off.
 * @param ttl How long an entry is kept in this process at most. No effect while near caches are off.
 * @param copy Whether hits share one object or get a copy: auto, never or on-read. No effect while near caches are off.
 */
record NearProperties(
        @Nullable Boolean enabled,
        @Nullable Long maxSize,
        @Nullable Duration ttl,
        @Nullable Copy copy) {

    /** The values of {@code copy}. */
    enum Copy {
        AUTO,
        NEVER,
        ON_READ
    }
}
