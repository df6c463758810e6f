package dev.cachekit.spring.aop.plan;

import dev.cachekit.annotation.LockMode;
import dev.cachekit.lock.Hold;
import dev.cachekit.lock.LockDemand;
import dev.cachekit.spi.LockKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The locks under which the code of each thread runs. A call from one locked method to another that wants what is held
 * already must not wait for itself. Safe for use by many threads.
 */
public final class HeldLocks {

    /** A lock that a thread holds. */
    record Entry(LockDemand demand, Hold hold) {

        private boolean has(LockKey key) {
            return demand.keys().contains(key) && hold.isHeld();
        }

        private boolean excludesEnough(LockMode mode) {
            return demand.mode() != LockMode.READ || mode == LockMode.READ;
        }
    }

    /**
     * What a thread holds of what a call wants.
     *
     * @param holds the locks that are enough for some of it, each once
     * @param missing the keys it does not hold
     * @param forbids whether it holds a key in a way that keeps it from what it wants: to read, and it wants to write
     */
    record Covered(List<Hold> holds, List<LockKey> missing, boolean forbids) {}

    private final ThreadLocal<@Nullable Deque<Entry>> ofThread = new ThreadLocal<>();

    /** Begins with none. */
    public HeldLocks() {}

    /** Finds what this thread holds of what a call wants. */
    Covered covered(LockDemand wanted) {
        Deque<Entry> entries = ofThread.get();
        if (entries == null) {
            return new Covered(List.of(), wanted.keys(), false);
        }
        Set<Hold> holds = new LinkedHashSet<>();
        List<LockKey> missing = new ArrayList<>();
        boolean forbids = false;
        for (LockKey key : wanted.keys()) {
            List<Entry> having =
                    entries.stream().filter(entry -> entry.has(key)).toList();
            Optional<Entry> enough = having.stream()
                    .filter(entry -> entry.excludesEnough(wanted.mode()))
                    .findFirst();
            enough.ifPresentOrElse(entry -> holds.add(entry.hold()), () -> missing.add(key));
            forbids |= enough.isEmpty() && !having.isEmpty();
        }
        return new Covered(List.copyOf(holds), missing, forbids);
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
