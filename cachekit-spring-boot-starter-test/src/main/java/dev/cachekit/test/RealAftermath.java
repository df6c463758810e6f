package dev.cachekit.test;

import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.BreakerState;
import dev.cachekit.test.store.FaultyBackend;
import java.time.Duration;
import java.util.function.Supplier;

/** Waits, by real time, until CacheKit has noticed that Redis is there again and has sent what was queued. */
final class RealAftermath implements Aftermath {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private final Supplier<CacheKitEngine> engine;
    private final Supplier<FaultyBackend> backend;

    RealAftermath(Supplier<CacheKitEngine> engine, Supplier<FaultyBackend> backend) {
        this.engine = engine;
        this.backend = backend;
    }

    /** The answer to one beat may have been on its way; of the next, near caches know that it is new.
     * A store of this process alone is sent none. */
    @Override
    public void await() {
        long enough = backend.get().isShared() ? backend.get().beats() + 2 : 0;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (backend.get().beats() < enough || !isSettled()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "faults are over, but within %s Redis has not been heard of: breakers %s, %d invalidations queued"
                                .formatted(PATIENCE, engine.get().breakers(), pending()));
            }
            pause();
        }
    }

    /** Tells whether nothing is queued, and no primary left alone. */
    private boolean isSettled() {
        return pending() == 0
                && engine.get().breakers().values().stream().allMatch(state -> state == BreakerState.CLOSED);
    }

    private int pending() {
        return engine.get().strategies().invalidator().pendingCount();
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Redis", interrupted);
        }
    }
}
