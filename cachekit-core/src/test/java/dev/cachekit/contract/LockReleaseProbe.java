package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.LockKey;
import dev.cachekit.spi.LockRelease;
import dev.cachekit.spi.LockRequest;
import dev.cachekit.spi.LockRequest.Turn;
import dev.cachekit.spi.LockStore;
import dev.cachekit.spi.Token;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Collects what a store tells of releases. Ready only when a first message has come through. */
final class LockReleaseProbe {

    private static final long LIMIT_NANOS = 10_000_000_000L;

    private final List<LockRelease> told = new CopyOnWriteArrayList<>();

    static LockReleaseProbe of(LockStore store) {
        LockReleaseProbe probe = new LockReleaseProbe();
        store.onRelease(probe.told::add);
        probe.awaitLaterMessage(store);
        return probe;
    }

    List<LockRelease> told() {
        return told;
    }

    /** Returns when something has been told that happened after this call began. */
    void awaitLaterMessage(LockStore store) {
        LockKey key = new LockKey("probe", Sample.token().value());
        poll("a message", () -> {
            Token holder = Sample.token();
            Answers.of(store.acquire(new LockRequest(key, holder, false, Sample.LONG, Turn.NONE)));
            Answers.of(store.acquire(new LockRequest(key, Sample.token(), false, Sample.LONG, Turn.ANY)));
            Answers.of(store.release(key, holder));
            return told.stream().anyMatch(release -> release.key().equals(key));
        });
    }

    void awaitRelease(LockKey key, Set<Token> next) {
        poll(
                "the release of " + key,
                () -> told.stream().anyMatch(release -> release.key().equals(key)));
        assertThat(told).contains(new LockRelease(key, next));
    }

    private static void poll(String what, BooleanSupplier arrived) {
        long start = System.nanoTime();
        while (!arrived.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as(what).isLessThan(LIMIT_NANOS);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
