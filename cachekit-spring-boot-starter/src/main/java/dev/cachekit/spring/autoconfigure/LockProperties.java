package dev.cachekit.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Below {@code cachekit.locks.<name>}.
 *
 * @param maxWait How long a call waits for the lock. "0" tries once. Default: what the annotation says, else 10s.
 * @param lease How long the lock is held at most; then it is lost. Default: what the annotation says, else it is renewed
 *     while the method runs.
 */
record LockProperties(@Nullable String maxWait, @Nullable String lease) {}
