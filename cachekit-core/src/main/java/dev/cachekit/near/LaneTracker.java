package dev.cachekit.near;

import dev.cachekit.spi.Beat;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the chain of messages of one lane and checks it against the beats. Safe for use by many threads.
 *
 * <p>The order within each step is what the bound rests on: first entries are taken out, then the stamp moves on, and only
 * then is the lane confirmed. Whoever sees the lane confirmed sees the entries gone.
 *
 * <p>Not final, so that tests can break one rule at a time and must notice.
 */
class LaneTracker {

    /** No stamp was heard of since the last time this process lost touch. Real stamps are not negative. */
    private static final long UNKNOWN = -1;

    private final Consumer<DropReason> drop;
    private final Lock lock = new ReentrantLock();

    private long last = UNKNOWN;
    private @Nullable String primary;

    /** Everything that happened in the lane before this moment has been applied here. */
    private volatile long confirmedNanos;

    LaneTracker(Consumer<DropReason> drop, long longAgoNanos) {
        this.drop = drop;
        this.confirmedNanos = longAgoNanos;
    }

    long confirmedNanos() {
        return confirmedNanos;
    }

    void onMessage(long previous, long stamp, Runnable removal) {
        lock.lock();
        try {
            if (stamp > last && isGap(previous, last)) {
                drop.accept(DropReason.GAP);
            }
            removal.run();
            if (last != UNKNOWN) {
                last = Math.max(last, stamp);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns false if the store is ahead: messages may still be on their way. */
    boolean onBeat(long sentNanos, Beat beat) {
        lock.lock();
        try {
            boolean known = last != UNKNOWN && beat.primary().equals(primary);
            if (!known) {
                drop.accept(last == UNKNOWN ? DropReason.UNKNOWN : DropReason.PRIMARY);
                primary = beat.primary();
                last = beat.stamp();
            }
            if (isAhead(beat.stamp(), last)) {
                return false;
            }
            confirm(sentNanos);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The messages that {@link #onBeat} found missing have had time to arrive. */
    void onBeatOverdue(long sentNanos, Beat beat) {
        lock.lock();
        try {
            if (last == UNKNOWN || !beat.primary().equals(primary)) {
                return; // what the beat was compared with is history; the next one will tell
            }
            if (isAhead(beat.stamp(), last)) {
                drop.accept(DropReason.BEHIND);
                last = beat.stamp();
            }
            confirm(sentNanos);
        } finally {
            lock.unlock();
        }
    }

    /** Something may have been missed without a trace: nothing counts until the next good beat. */
    void distrust(DropReason reason, long longAgoNanos) {
        lock.lock();
        try {
            confirmedNanos = longAgoNanos;
            drop.accept(reason);
            last = UNKNOWN;
        } finally {
            lock.unlock();
        }
    }

    boolean isGap(long previous, long known) {
        return known != UNKNOWN && previous != known;
    }

    boolean isAhead(long stamp, long known) {
        return stamp > known;
    }

    /** An answer that was overtaken by a later one does not take its word back. */
    private void confirm(long sentNanos) {
        if (sentNanos - confirmedNanos > 0) {
            confirmedNanos = sentNanos;
        }
    }
}
