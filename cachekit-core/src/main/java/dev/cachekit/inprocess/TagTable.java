package dev.cachekit.inprocess;

import dev.cachekit.spi.Tagging;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * When the tags of one cache were last invalidated, by a clock that each invalidation moves on. Safe for use by many
 * threads.
 */
final class TagTable {

    /** Beyond it all tags count as invalidated at once, and their stamps are forgotten. */
    static final int MAXIMUM_TAGS = 100_000;

    private final int maximumTags;
    private final Map<String, Long> stamps = new ConcurrentHashMap<>();
    private final Lock lock = new ReentrantLock();
    private volatile long floor = 1;
    private long clock = 1;

    TagTable() {
        this(MAXIMUM_TAGS);
    }

    TagTable(int maximumTags) {
        this.maximumTags = maximumTags;
    }

    /** Returns the reading of now. Waits for invalidations under way: who has seen one must read a later clock. */
    long clock() {
        lock.lock();
        try {
            return clock;
        } finally {
            lock.unlock();
        }
    }

    void invalidate(Collection<String> tags) {
        lock.lock();
        try {
            long next = clock + 1;
            if (stamps.size() + tags.size() > maximumTags) {
                floor = next;
                stamps.clear();
            }
            tags.forEach(tag -> stamps.put(tag, next));
            clock = next;
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether none of the tags was invalidated after the reading. */
    boolean allows(Tagging tagging) {
        if (tagging.isEmpty()) {
            return true;
        }
        long reading = tagging.clock();
        // Tags before the floor: a table that is being replaced raises its floor before it forgets the tags.
        return tagging.names().stream().allMatch(tag -> stamps.getOrDefault(tag, 0L) <= reading) && floor <= reading;
    }
}
