package dev.cachekit.recovery;

import dev.cachekit.beat.Heartbeat;
import dev.cachekit.operation.BreakerSettings;
import dev.cachekit.operation.FailoverRule;
import dev.cachekit.spi.Beat;
import dev.cachekit.spi.BreakerState;
import dev.cachekit.spi.Bundle;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands between the strategies and a store that may fail: pending removals and, if other processes share the store,
 * breakers, journal and replay. Safe for use by many threads.
 */
public final class Recovery implements Heartbeat.Listener, AutoCloseable {

    /** How long the end of a process waits for what is still pending. */
    static final Duration LAST_WAIT = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger("dev.cachekit");

    private static final Watch UNWATCHED = new Watch() {};

    private final EntryStore store;
    private final EntryStore guarded;
    private final PendingRemovals pending;
    private final Protection protection;
    private final Watch watch;

    /** What stands before a store, whichever way leads to it. */
    private record Protection(Guard guard, UnaryOperator<EntryStore> store, Supplier<BatchGuard> batch) {}

    /**
     * How to go about a shared store.
     *
     * @param breaker when to leave a primary alone
     * @param failover what to do when another server has taken over
     * @param caches gives the caches that this process knows at the moment
     */
    public record Rules(BreakerSettings breaker, FailoverRule failover, Supplier<Collection<CacheSpace>> caches) {}

    private Recovery(EntryStore store, Protection protection, PendingRemovals pending, Watch watch) {
        this.store = store;
        this.guarded = protection.store().apply(store);
        this.pending = pending;
        this.protection = protection;
        this.watch = watch;
    }

    /**
     * Puts breakers and journal around a store that other processes share.
     *
     * @param store the store
     * @param scheduler clock and timer
     * @param listener is told what happens
     * @param rules how to go about it
     * @return the recovery, which has to hear the heartbeat
     */
    public static Recovery guarding(EntryStore store, Scheduler scheduler, CacheListener listener, Rules rules) {
        Journal journal = new Journal(scheduler);
        CircuitBreakers breakers = new CircuitBreakers(
                scheduler,
                primary -> new CircuitBreaker(
                        primary, rules.breaker(), scheduler, state -> listener.onBreaker(primary, state)));
        Protection protection = new Protection(
                breakers,
                any -> new GuardedEntryStore(any, breakers, journal),
                () -> BatchGuard.of(breakers, journal, scheduler));
        PendingRemovals pending = new PendingRemovals(protection.store().apply(store), scheduler, listener);
        FailoverReplay replay = new FailoverReplay(journal, pending, listener, rules.failover(), rules.caches());
        return new Recovery(store, protection, pending, new BeatWatch(scheduler, breakers, replay));
    }

    /**
     * Leaves a store of this process alone as it is; only what it does not acknowledge is sent again.
     *
     * @param store the store
     * @param scheduler clock and timer
     * @param listener is told what happens
     * @return the recovery
     */
    public static Recovery unguarded(EntryStore store, Scheduler scheduler, CacheListener listener) {
        Protection none = new Protection(Guard.NONE, UnaryOperator.identity(), () -> BatchGuard.NONE);
        return new Recovery(store, none, new PendingRemovals(store, scheduler, listener), UNWATCHED);
    }

    /**
     * Returns the store to work with.
     *
     * @return the store behind breakers and journal
     */
    public EntryStore store() {
        return guarded;
    }

    /**
     * Returns what stands before the requests of one batch: the same breakers and the same journal.
     *
     * @return a new one for each batch
     */
    public BatchGuard batch() {
        return protection.batch().get();
    }

    /**
     * Puts what stands before the requests of one batch before what a bundle collects.
     *
     * @param bundle a new bundle of the store
     * @return the bundle behind it
     */
    public GuardedBundle guarded(Bundle bundle) {
        return new GuardedBundle(bundle, batch());
    }

    /**
     * Returns what keeps requests of other ports of the same store from primaries that are left alone.
     *
     * @return always the same
     */
    public Guard guard() {
        return protection.guard();
    }

    /**
     * Returns what the store has not acknowledged.
     *
     * @return always the same
     */
    public PendingRemovals pending() {
        return pending;
    }

    /**
     * Returns the state of the breakers.
     *
     * @return one for each primary that serves something, by the name its last beat told
     */
    public Map<String, BreakerState> breakers() {
        return watch.breakers();
    }

    @Override
    public void onBeat(long sentNanos, Map<Lane, Beat> answers) {
        watch.onBeat(sentNanos, answers);
    }

    @Override
    public void onSilence(long sentNanos, Throwable failure) {
        watch.onSilence();
    }

    /**
     * Sends once more what is pending, past the breakers, and waits up to two seconds for the answers. What is not
     * acknowledged by then is lost with this process; then the old values live until their TTL ends.
     */
    @Override
    public void close() {
        pending.stop();
        if (pending.isEmpty()) {
            return;
        }
        try {
            pending.sendAll(store).toCompletableFuture().get(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unacknowledged) {
            log.warn(
                    "CacheKit ends with {} removals that the store has not acknowledged. Other processes may read the"
                            + " old values until their TTL ends.",
                    pending.size());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the heartbeat is for. */
    private interface Watch {

        default void onBeat(long sentNanos, Map<Lane, Beat> answers) {}

        default void onSilence() {}

        default Map<String, BreakerState> breakers() {
            return Map.of();
        }
    }

    private record BeatWatch(Scheduler clock, CircuitBreakers all, FailoverReplay replay) implements Watch {

        @Override
        public void onBeat(long sentNanos, Map<Lane, Beat> answers) {
            // the breakers first: what is replayed must get through
            all.onBeat(clock.nanoTime() - sentNanos, answers);
            replay.onBeat(sentNanos, answers);
        }

        @Override
        public void onSilence() {
            all.onSilence();
        }

        @Override
        public Map<String, BreakerState> breakers() {
            return all.states();
        }
    }
}
