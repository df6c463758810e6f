package dev.cachekit.recovery;

import dev.cachekit.recovery.Removal.Clear;
import dev.cachekit.recovery.Removal.Keys;
import dev.cachekit.recovery.Removal.OfCache;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Removals that the store has not acknowledged. They are sent again until it does, and until then this process reads none
 * of what they cover from the cache. Safe for use by many threads; never blocks.
 *
 * <p>Each lane of keys has its own rhythm, and so has each removal of a part of a cache: a primary that is away delays
 * only what it serves. Bounded: beyond {@value #LIMIT} keys, emptying their caches takes the place of single keys, which
 * costs hits but loses nothing.
 */
public final class PendingRemovals {

    static final int LIMIT = 100_000;
    private static final int BATCH = 1_000;

    private final CacheListener listener;
    private final Arrears arrears;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicInteger total = new AtomicInteger();
    private final List<PendingKeys> keys = new ArrayList<>();
    private final List<Retry> retries = new ArrayList<>();
    private final PendingCaches caches;
    private volatile boolean stopped;

    /**
     * Begins with nothing.
     *
     * @param store where to send
     * @param scheduler times the repetitions
     * @param listener is told how many there are
     */
    public PendingRemovals(EntryStore store, Scheduler scheduler, CacheListener listener) {
        this(store, scheduler, listener, PendingKeys::new);
    }

    PendingRemovals(EntryStore store, Scheduler scheduler, CacheListener listener, KeysFactory factory) {
        this.listener = listener;
        this.arrears = new Arrears(scheduler, this::isEmpty);
        this.caches = new PendingCaches(store, scheduler, total, this::tell, () -> stopped);
        for (int lane = 0; lane < Lane.COUNT; lane++) {
            PendingKeys waiting = factory.make(total);
            keys.add(waiting);
            retries.add(new Retry(
                    scheduler,
                    Retry.LONGEST_CALL,
                    () -> send(waiting, BATCH, store),
                    () -> stopped || waiting.isEmpty()));
        }
    }

    /** Makes the keys of a lane. */
    @FunctionalInterface
    interface KeysFactory {
        PendingKeys make(AtomicInteger total);
    }

    /**
     * Tells whether a key must not be read from the cache.
     *
     * @param key the key
     * @return true if its removal is pending, or one that may cover it
     */
    public boolean covers(EntryKey key) {
        return !isEmpty() && (of(key).has(key) || caches.covers(key.space()));
    }

    /**
     * Tells whether the store has acknowledged everything.
     *
     * @return true if nothing is pending
     */
    public boolean isEmpty() {
        return total.get() == 0;
    }

    /**
     * Returns how much is pending.
     *
     * @return the number of keys and of removals of parts of caches
     */
    public int size() {
        return total.get();
    }

    /**
     * Takes in what the store has not acknowledged, and begins to send it again in a moment.
     *
     * @param removal the removal
     */
    public void add(Removal removal) {
        add(removal, Retry.FIRST_DELAY);
    }

    /** Takes in what the store may have lost, and sends it at once. */
    void replay(Removal removal) {
        add(removal, Retry.AT_ONCE);
    }

    private void add(Removal removal, Duration delay) {
        long call = calls.incrementAndGet();
        if (removal instanceof OfCache part) {
            caches.add(part, call, delay);
        } else if (removal instanceof Keys some) {
            some.keys().forEach(key -> of(key).add(key, call));
            keepWithinLimit();
            some.keys().forEach(key -> retries.get(key.lane().number()).begin(delay));
        }
        tell();
    }

    /**
     * Sends everything once more, whatever was sent a moment ago, and does not wait for answers that are late.
     *
     * @param last the store to send to
     * @return ends when all that was sent was acknowledged; fails if something was not
     */
    CompletionStage<Void> sendAll(EntryStore last) {
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        for (PendingKeys waiting : keys) {
            if (!waiting.isEmpty()) {
                sent.add(Retry.begun(() -> send(waiting, LIMIT, last)));
            }
        }
        for (OfCache removal : caches.all()) {
            long call = calls.get();
            sent.add(Retry.begun(() -> removal.send(last).thenRun(() -> caches.acknowledged(removal, call))));
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
    }

    /** Sends nothing again by itself any more. */
    void stop() {
        stopped = true;
    }

    private CompletionStage<Void> send(PendingKeys waiting, int atMost, EntryStore to) {
        Map<EntryKey, Long> batch = waiting.next(atMost);
        return to.invalidate(batch.keySet()).thenRun(() -> {
            waiting.acknowledged(batch);
            tell();
        });
    }

    private PendingKeys of(EntryKey key) {
        return keys.get(key.lane().number());
    }

    private void keepWithinLimit() {
        if (total.get() <= LIMIT) {
            return;
        }
        Map<CacheSpace, Long> emptied = new HashMap<>();
        for (PendingKeys lane : keys) {
            lane.forEach(key -> emptied.computeIfAbsent(key.space(), space -> calls.incrementAndGet()));
        }
        emptied.forEach((space, call) -> caches.add(new Clear(space), call, Retry.FIRST_DELAY));
        // only now: at no moment may a pending key be uncovered; and not what came later than the emptying, which may
        // have passed it
        for (PendingKeys lane : keys) {
            lane.forgetIf((key, call) -> call < emptied.getOrDefault(key.space(), 0L));
        }
    }

    /**
     * Tells for how long something has been pending.
     *
     * @return since the store had last acknowledged everything; zero if it has
     */
    public Duration age() {
        return arrears.age();
    }

    private void tell() {
        arrears.changed();
        listener.onPending(total.get());
    }
}
