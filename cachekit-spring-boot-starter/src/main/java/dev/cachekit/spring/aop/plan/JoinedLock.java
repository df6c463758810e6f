package dev.cachekit.spring.aop.plan;

import dev.cachekit.HeldLock;
import dev.cachekit.lock.Hold;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Several holds of one thread under which a call runs. Each is released by the call that took it, so closing this does nothing.
 *
 * @param all at least one
 */
record JoinedLock(List<Hold> all) implements HeldLock {

    JoinedLock {
        all = List.copyOf(all);
    }

    static HeldLock of(List<Hold> holds) {
        return holds.size() == 1 ? holds.get(0) : new JoinedLock(holds);
    }

    @Override
    public long fencingToken() {
        return all.stream().mapToLong(Hold::fencingToken).max().orElseThrow();
    }

    @Override
    public boolean isHeld() {
        return all.stream().allMatch(Hold::isHeld);
    }

    @Override
    public void close() {}

    @Override
    public CompletionStage<Void> closeAsync() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onLost(Runnable action) {
        AtomicBoolean told = new AtomicBoolean();
        all.forEach(hold -> hold.onLost(() -> {
            if (told.compareAndSet(false, true)) {
                action.run();
            }
        }));
    }
}
