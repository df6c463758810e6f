package dev.cachekit.spring.aop.plan;

import dev.cachekit.annotation.LockMode;
import dev.cachekit.lock.Hold;
import dev.cachekit.lock.LockDemand;
import dev.cachekit.spi.LockKey;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The locks under which the code of each thread runs. A call from one locked method to another that wants what is held
 * already must not wait for itself. Safe for use by many threads.
 */
public final class HeldLocks {

    private record Entry(LockDemand demand, Hold hold) {

        boolean covers(LockKey key, LockMode mode) {
            boolean strong = demand.mode() != LockMode.READ || mode == LockMode.READ;
            return strong && hold.isHeld() && demand.keys().contains(key);
        }
    }

    private final ThreadLocal<@Nullable Deque<Entry>> ofThread = new ThreadLocal<>();

    /** Begins with none. */
    public HeldLocks() {}

    /** Tells whether this thread holds all that a call wants, in a mode that excludes as many. */
    boolean cover(LockDemand wanted) {
        Deque<Entry> entries = ofThread.get();
        return entries != null
                && wanted.keys().stream()
                        .allMatch(key -> entries.stream().anyMatch(entry -> entry.covers(key, wanted.mode())));
    }

    void enter(LockDemand demand, Hold hold) {
        Deque<Entry> entries = ofThread.get();
        if (entries == null) {
            entries = new ArrayDeque<>();
            ofThread.set(entries);
        }
        entries.push(new Entry(demand, hold));
    }

    void leave() {
        Deque<Entry> entries = ofThread.get();
        if (entries != null) {
            entries.pop();
        }
        if (entries == null || entries.isEmpty()) {
            ofThread.remove();
        }
    }
}
