package dev.cachekit.spring.autoconfigure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Below {@code cachekit.locks.<name>}.
 *
 * @param maxWait How long a call waits for the lock. Not available yet.
 * @param lease How long the lock is held at most. Not available yet.
 */
record LockProperties(@Nullable Duration maxWait, @Nullable Duration lease) {}
