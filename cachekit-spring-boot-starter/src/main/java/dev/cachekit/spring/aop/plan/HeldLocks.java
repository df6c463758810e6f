package dev.cachekit.spring.aop.plan;

import dev.cachekit.annotation.LockMode;
import dev.cachekit.lock.Hold;
import dev.cachekit.lock.LockDemand;
import dev.cachekit.spi.LockKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The locks under which the code of each thread runs. A call from one locked method to another that wants what is held
 * already must not wait for itself. Safe for use by many threads.
 */
public final class HeldLocks {

    /** A lock that a thread holds. */
    record Entry(LockDemand demand, Hold hold) {

        private boolean covers(LockKey key, LockMode mode) {
            boolean strong = demand.mode() != LockMode.READ || mode == LockMode.READ;
            return strong && hold.isHeld() && demand.keys().contains(key);
        }
    }

    private final ThreadLocal<@Nullable Deque<Entry>> ofThread = new ThreadLocal<>();

    /** Begins with none. */
    public HeldLocks() {}

    /** Finds what this thread holds, if it is all that a call wants, in a mode that excludes as many. */
    Optional<Hold> covering(LockDemand wanted) {
        Deque<Entry> entries = ofThread.get();
        if (entries == null) {
            return Optional.empty();
        }
        List<Optional<Entry>> covering = wanted.keys().stream()
                .map(key -> entries.stream()
                        .filter(entry -> entry.covers(key, wanted.mode()))
                        .findFirst())
                .toList();
        return covering.stream().allMatch(Optional::isPresent) ? covering.get(0).map(Entry::hold) : Optional.empty();
    }

    /** Notes a lock until it is left, on the same thread. */
    Entry enter(LockDemand demand, Hold hold) {
        Deque<Entry> entries = ofThread.get();
        if (entries == null) {
            entries = new ArrayDeque<>();
            ofThread.set(entries);
        }
        Entry entry = new Entry(demand, hold);
        entries.push(entry);
        return entry;
    }

    /** Within a transaction locks are not always left in the opposite order. */
    void leave(Entry entry) {
        Deque<Entry> entries = ofThread.get();
        if (entries != null) {
            entries.removeFirstOccurrence(entry);
        }
        if (entries == null || entries.isEmpty()) {
            ofThread.remove();
        }
    }
}
