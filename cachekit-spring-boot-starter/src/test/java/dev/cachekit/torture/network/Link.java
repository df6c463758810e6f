package dev.cachekit.torture.network;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The state of a link, which connections wait for. */
final class Link {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile LinkState state = LinkState.PASS;

    void set(LinkState next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits while a new connection is left without an answer. */
    void awaitSound() {
        awaitUntil(now -> !now.silent());
    }

    void passRequest(Sniffer seen) {
        pass(seen, LinkState::holdsRequests);
    }

    void passReply(Sniffer seen) {
        pass(seen, LinkState::holdsReplies);
    }

    boolean losesReply(Sniffer seen) {
        LinkState now = state;
        return now.losesReplies() && now.only().includes(seen);
    }

    private void pass(Sniffer seen, Predicate<LinkState> holds) {
        Duration delay = state.delay();
        if (!delay.isZero() && state.only().includes(seen)) {
            LockSupport.parkNanos(delay.toNanos());
        }
        awaitUntil(now -> !holds.test(now) || !now.only().includes(seen));
    }

    private void awaitUntil(Predicate<LinkState> condition) {
        if (condition.test(state)) {
            return;
        }
        lock.lock();
        try {
            while (!condition.test(state)) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
