package dev.cachekit.spi;

import java.time.Duration;

/** What became of a request for a lock. */
public sealed interface LockReply {

    /**
     * The acquisition holds the lock.
     *
     * @param fence greater than that of every earlier acquisition of the lock; the same if it held the lock before
     */
    record Granted(long fence) implements LockReply {}

    /**
     * Others hold the lock, or come first.
     *
     * @param atMost how long, unless one of them is extended; not negative
     */
    record Busy(Duration atMost) implements LockReply {}
}
