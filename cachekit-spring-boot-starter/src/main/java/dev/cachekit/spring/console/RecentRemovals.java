package dev.cachekit.spring.console;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The last removals that this process has asked for. Safe for use by many threads. */
final class RecentRemovals {

    static final int MOST = 50;

    /**
     * One removal.
     *
     * @param at when it was acknowledged or queued
     * @param cache the cache's name
     * @param kind what was removed: key, pattern, tag or all
     * @param count how many
     * @param first the text of the first of them
     * @param queued whether it was queued, because the store had not acknowledged it in time
     */
    record Removed(Instant at, String cache, String kind, int count, String first, boolean queued) {}

    private final Lock lock = new ReentrantLock();
    private final Deque<Removed> last = new ArrayDeque<>(); // under the lock

    void add(Removed removed) {
        lock.lock();
        try {
            if (last.size() == MOST) {
                last.removeFirst();
            }
            last.addLast(removed);
        } finally {
            lock.unlock();
        }
    }

    /** The last one first. */
    List<Removed> newestFirst() {
        lock.lock();
        try {
            List<Removed> all = new ArrayList<>(last);
            Collections.reverse(all);
            return all;
        } finally {
            lock.unlock();
        }
    }
}
