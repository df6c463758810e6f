package dev.cachekit.test;

import dev.cachekit.test.store.Condition;
import dev.cachekit.test.store.FaultyBackend;
import dev.cachekit.test.time.RunningTime;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What can befall Redis, for a test to switch on. It happens in this process, before the store: where that is Redis, its
 * server and the other processes notice nothing. Faults add up until {@link #recover()}, which the end of a test method
 * calls, too. Safe for use by many threads.
 */
public final class CacheKitFaults {

    private final Condition condition;
    private final Supplier<FaultyBackend> backend;
    private final Aftermath aftermath;
    private final @Nullable RunningTime running;

    CacheKitFaults(
            Condition condition, Supplier<FaultyBackend> backend, Aftermath aftermath, @Nullable RunningTime running) {
        this.condition = condition;
        this.backend = backend;
        this.aftermath = aftermath;
        this.running = running;
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
        RunningTime moved = running;
        if (moved != null) {
            moved.begin(this);
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
     * seconds, in which CacheKit notices and sends what it has queued; on Redis this call waits until that is done, at most
     * ten seconds. Has no effect while there is no fault.
     *
     * @throws IllegalStateException if Redis is away in earnest
     */
    public void recover() {
        if (condition.isWell()) {
            return;
        }
        RunningTime ran = running;
        if (ran != null) {
            ran.end(this);
        }
        condition.recover();
        backend.get().subscriptionsRenewed();
        aftermath.await();
    }
}
