package dev.cachekit.near;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * When tags of one near cache were last invalidated, by the count of such invalidations. Entries are compared with it when
 * they are hit: looking for them when the tag is invalidated could pass by one that is just being put. Safe for use by
 * many threads.
 */
final class TagMarks {

    /** Beyond this many tags it is cheaper to drop everything and begin anew. */
    static final int LIMIT = 10_000;

    private final ConcurrentMap<String, Long> marks = new ConcurrentHashMap<>();

    /** Notes an invalidation. Answers false if there are too many tags. */
    boolean mark(Collection<String> tags, long count) {
        tags.forEach(tag -> marks.merge(tag, count, Math::max));
        return marks.size() <= LIMIT;
    }

    /** Tells whether one of the tags was invalidated after the count was read. */
    boolean isMarkedSince(List<String> tags, long count) {
        for (String tag : tags) {
            Long marked = marks.get(tag);
            if (marked != null && marked > count) {
                return true;
            }
        }
        return false;
    }

    /**
     * Forgets what was invalidated up to a count, once everything is dropped that was read before that count was raised.
     * Later marks stay: what they are about may have been put since.
     */
    void forget(long count) {
        marks.values().removeIf(marked -> marked <= count);
    }
}
