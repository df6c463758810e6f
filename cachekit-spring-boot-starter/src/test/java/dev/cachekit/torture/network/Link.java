package dev.cachekit.torture.network;

import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The states of a link, all of which hold at a time, and which connections wait for. */
final class Link {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile List<LinkState> states = List.of();

    void set(List<LinkState> next) {
        lock.lock();
        try {
            states = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits while a new connection is left without an answer. */
    void awaitSound() {
        awaitUntil(() -> states.stream().noneMatch(LinkState::silent));
    }

    void passRequest(Sniffer seen) {
        pass(seen, LinkState::holdsRequests);
    }

    void passReply(Sniffer seen) {
        pass(seen, LinkState::holdsReplies);
    }

    boolean losesReply(Sniffer seen) {
        return isIn(seen, LinkState::losesReplies);
    }

    private void pass(Sniffer seen, Predicate<LinkState> holds) {
        states.stream()
                .filter(state -> state.only().includes(seen))
                .mapToLong(state -> state.delay().toNanos())
                .forEach(LockSupport::parkNanos);
        awaitUntil(() -> !isIn(seen, holds));
    }

    private boolean isIn(Sniffer seen, Predicate<LinkState> kind) {
        return states.stream()
                .anyMatch(state -> kind.test(state) && state.only().includes(seen));
    }

    private void awaitUntil(BooleanSupplier condition) {
        if (condition.getAsBoolean()) {
            return;
        }
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
