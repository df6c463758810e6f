package dev.cachekit.inprocess;

import java.util.concurrent.atomic.AtomicLong;

/** What all entries of one cache depend on. Safe for use by many threads. */
final class CacheState {

    private final AtomicLong incarnation = new AtomicLong();
    private final TagTable tags = new TagTable();

    Moment at(long now) {
        return new Moment(now, incarnation.get(), tags);
    }

    TagTable tags() {
        return tags;
    }

    /** Lets values and leases of now count as absent. */
    void clear() {
        incarnation.incrementAndGet();
    }
}
