package dev.cachekit.test;

import dev.cachekit.test.store.Condition;
import dev.cachekit.test.store.FaultyBackend;
import dev.cachekit.test.time.MovedTime;
import dev.cachekit.test.time.RunningTime;
import dev.cachekit.test.time.WatchedThreads;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What can befall Redis, for a test to switch on. It happens in this process, before the store: where that is Redis, its
 * server and the other processes notice nothing. Faults add up until {@link #recover()}, which the end of a test method
 * calls, too. Safe for use by many threads.
 */
public final class CacheKitFaults {

    /** Beats come every second; the first that is answered closes the breaker, the next finds nothing left to send. */
    private static final Duration NOTICED = Duration.ofSeconds(2);

    private final Condition condition;
    private final Supplier<FaultyBackend> backend;
    private final @Nullable MovedTime time;
    private final WatchedThreads threads;
    private final AtomicReference<@Nullable RunningTime> running = new AtomicReference<>();

    CacheKitFaults(
            Condition condition, Supplier<FaultyBackend> backend, @Nullable MovedTime time, WatchedThreads threads) {
        this.condition = condition;
        this.backend = backend;
        this.time = time;
        this.threads = threads;
    }

    /**
     * Redis is away: every request fails with {@link dev.cachekit.BackendUnavailableException}, and no message arrives. What
     * CacheKit makes of it is what it makes of an outage: methods are called, invalidations are queued, breakers open.
     */
    public void down() {
        condition.down();
    }

    /**
     * Redis is slow: what is asked is done, but its answer comes late. Meanwhile the {@link CacheKitClock} runs by itself, as
     * fast as a real one.
     *
     * @param latency by how much
     * @throws IllegalArgumentException if it is not positive
     */
    public void slow(Duration latency) {
        if (latency.isNegative() || latency.isZero()) {
            throw new IllegalArgumentException("latency must be positive but was " + latency);
        }
        condition.slow(latency);
        MovedTime moved = time;
        if (moved != null && running.get() == null) {
            running.set(RunningTime.of(moved));
        }
    }

    /**
     * Messages are lost, and nobody is told: those of topics, and those by which processes tell each other what was
     * invalidated, loaded or released.
     */
    public void loseMessages() {
        condition.deaf();
    }

    /**
     * Redis is well again. Subscribers are told that they may have missed something. The {@link CacheKitClock} is moved by two
     * seconds, in which CacheKit notices and sends what it has queued; on Redis it takes that long by itself.
     */
    public void recover() {
        standStill();
        condition.recover();
        backend.get().subscriptionsRenewed();
        MovedTime moved = time;
        if (moved != null) {
            moved.advance(NOTICED, threads::awaitQuiet);
        }
    }

    private void standStill() {
        RunningTime ran = running.getAndSet(null);
        if (ran != null) {
            ran.close();
        }
    }
}
