package dev.cachekit.spring.aop.plan;

import dev.cachekit.annotation.LockMode;
import dev.cachekit.lock.Hold;
import dev.cachekit.lock.LockDemand;
import dev.cachekit.spi.LockKey;
import dev.cachekit.spi.TransactionScope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The locks under which the code of each thread runs, or of each transaction that belongs to no thread. A call from one locked
 * method to another that wants what is held already must not wait for itself. Safe for use by many threads.
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
     * What a thread, or a transaction, holds of what a call wants.
     *
     * @param holds the locks that are enough for some of it, each once
     * @param missing the keys it does not hold
     * @param forbids whether it holds a key in a way that keeps it from what it wants: to read, and it wants to write
     */
    record Covered(List<Hold> holds, List<LockKey> missing, boolean forbids) {}

    private final ThreadLocal<@Nullable Deque<Entry>> ofThread = new ThreadLocal<>();
    private final Map<TransactionScope, Queue<Entry>> ofTransaction = new ConcurrentHashMap<>();

    /** Begins with none. */
    public HeldLocks() {}

    /** Finds what this thread, or the transaction of the call, holds of what the call wants. */
    Covered covered(LockDemand wanted, TransactionScope transaction) {
        Collection<Entry> entries = entries(transaction);
        return entries == null ? new Covered(List.of(), wanted.keys(), false) : covered(wanted, entries);
    }

    private @Nullable Collection<Entry> entries(TransactionScope transaction) {
        Collection<Entry> mine = ofThread.get();
        Collection<Entry> shared = transaction.isBoundToThread() ? null : ofTransaction.get(transaction);
        if (mine == null || shared == null) {
            return mine == null ? shared : mine;
        }
        return Stream.concat(mine.stream(), shared.stream()).toList();
    }

    private static Covered covered(LockDemand wanted, Collection<Entry> entries) {
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

    /** Notes a lock for all calls of a transaction that belongs to no thread, until it has ended. */
    void share(TransactionScope transaction, LockDemand demand, Hold hold) {
        ofTransaction
                .computeIfAbsent(transaction, first -> new ConcurrentLinkedQueue<>())
                .add(new Entry(demand, hold));
    }

    /** The transaction has ended. */
    void leave(TransactionScope transaction) {
        ofTransaction.remove(transaction);
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
