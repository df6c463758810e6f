package dev.cachekit.recovery;

import dev.cachekit.recovery.Removal.Clear;
import dev.cachekit.recovery.Removal.Keys;
import dev.cachekit.recovery.Removal.OfCache;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this process has lately removed or written. A primary that dies takes with it what its replica had not received,
 * however it was acknowledged; then the journal knows what to send again. Safe for use by many threads.
 *
 * <p>Something is noted before it is sent: an acknowledgement may be on its way from a primary that has been replaced.
 * Bounded: beyond {@value #LIMIT} keys, emptying a cache takes the place of its keys.
 */
class Journal {

    /** How long something is kept after it was acknowledged, counted up to the last beat that found nothing wrong. */
    static final Duration KEPT = Duration.ofSeconds(60);

    static final int LIMIT = 100_000;

    private final Scheduler clock;
    private final ConcurrentMap<EntryKey, Long> keys = new ConcurrentHashMap<>();
    private final ConcurrentMap<OfCache, Long> parts = new ConcurrentHashMap<>();

    Journal(Scheduler clock) {
        this.clock = clock;
    }

    /** Sends something and notes it, before and when it was acknowledged. */
    <T extends @Nullable Object> CompletionStage<T> noting(Removal removal, Supplier<CompletionStage<T>> request) {
        sending(removal);
        return request.get().whenComplete((answer, failure) -> {
            if (failure == null) {
                note(removal);
            }
        });
    }

    /** The first of the two notes. */
    void sending(Removal removal) {
        note(removal);
    }

    final void note(Removal removal) {
        long now = clock.nanoTime();
        if (removal instanceof OfCache part) {
            parts.merge(part, now, Journal::later);
        } else if (removal instanceof Keys some) {
            some.keys().forEach(key -> keys.merge(key, now, Journal::later));
            keepWithinLimit();
        }
    }

    /** Returns what a failover of some lanes may have undone. */
    List<Removal> touching(Set<Lane> lanes) {
        List<EntryKey> touched = new ArrayList<>();
        for (EntryKey key : keys.keySet()) {
            if (lanes.contains(key.lane())) {
                touched.add(key);
            }
        }
        List<Removal> removals = new ArrayList<>(parts.keySet());
        if (!touched.isEmpty()) {
            removals.add(new Keys(touched));
        }
        return removals;
    }

    /** Forgets what some lanes have kept for long enough, as a beat sent at the given time has found. */
    void forget(Set<Lane> lanes, long sentNanos) {
        long limit = sentNanos - KEPT.toNanos();
        keys.forEach((key, at) -> {
            if (at - limit < 0 && lanes.contains(key.lane())) {
                keys.remove(key, at);
            }
        });
        if (lanes.size() == Lane.COUNT) {
            parts.values().removeIf(at -> at - limit < 0);
        }
    }

    private void keepWithinLimit() {
        if (keys.size() <= LIMIT) {
            return;
        }
        long now = clock.nanoTime();
        Collection<CacheSpace> emptied = new HashSet<>();
        keys.keySet().forEach(key -> emptied.add(key.space()));
        emptied.forEach(space -> parts.merge(new Clear(space), now, Journal::later));
        // only now, and not what came later: emptying is noted for what was here before
        keys.forEach((key, at) -> {
            if (at - now <= 0 && emptied.contains(key.space())) {
                keys.remove(key, at);
            }
        });
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
