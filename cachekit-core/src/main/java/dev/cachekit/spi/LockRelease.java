package dev.cachekit.spi;

import java.util.Set;

/**
 * Tells that a lock for which somebody waited may be had.
 *
 * @param key the lock
 * @param next the acquisitions in the queue whose turn it is; if there are none, all who wait outside it may try
 */
public record LockRelease(LockKey key, Set<Token> next) {

    /** Keeps a copy. */
    public LockRelease {
        next = Set.copyOf(next);
    }
}
