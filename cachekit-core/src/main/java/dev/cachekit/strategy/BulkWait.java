package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import dev.cachekit.spi.TransactionScope.FillRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a read of several keys waits for: loads of others, in this process and elsewhere, all at the same time. Used by one call,
 * one step at a time.
 *
 * @param <V> the type of the values
 */
final class BulkWait<V extends @Nullable Object> {

    /** No tag was invalidated between the begin of a call and a load that began later. */
    private static final long ANY_CLOCK = Long.MIN_VALUE;

    private final ReadParts parts;
    private final CacheRegion<V> region;
    private final CallScope scope;
    private final Map<EntryKey, Joined<V>> flights = new LinkedHashMap<>();
    private final Map<EntryKey, LeaseWait> leases = new LinkedHashMap<>();

    /** The loads that this call has waited for: none of them is waited for twice. */
    private final Set<Token> known = new HashSet<>();

    /** Keys whose load was given up: now every process loads once, nobody waits for another one again. */
    private final Set<EntryKey> loadedOnce = new HashSet<>();

    /** What this call loads for all of this process who were let down with it. */
    private final Map<EntryKey, Flight<Loaded<V>>> successors = new ConcurrentHashMap<>();

    BulkWait(ReadParts parts, CacheRegion<V> region, CallScope scope) {
        this.parts = parts;
        this.region = region;
        this.scope = scope;
    }

    private record Joined<V extends @Nullable Object>(Flight<Loaded<V>> flight, long tagClock) {

        @Nullable
        Loaded<V> loaded() {
            CompletableFuture<Loaded<V>> outcome = flight.outcome();
            Loaded<V> value = outcome.isCompletedExceptionally() ? null : outcome.getNow(null);
            return value != null && value.isAsNewAs(tagClock) ? value : null;
        }
    }

    /** Begins to wait for the load of a key; false if this call has to load the key itself. */
    boolean begin(EntryKey key, LeaseReply.Held held, long tagClock) {
        Flight<Loaded<V>> flight = parts.flights().witnessed(held.holder());
        if (flight != null && flight.awaitsThisThread() || !known.add(held.holder())) {
            return false;
        }
        if (flight != null && flight.isJoinable()) {
            flights.put(key, new Joined<>(flight, tagClock));
            succeededBy(key, flight);
        } else if (loadedOnce.contains(key)) {
            return false;
        } else {
            leases.put(key, parts.waits().on(key, held.holder(), held.remaining()));
        }
        return true;
    }

    /** Begins to wait for a load that is as new as this call, or may be a little older. */
    void join(EntryKey key, Flight<Loaded<V>> flight) {
        flights.put(key, new Joined<>(flight, ANY_CLOCK));
    }

    boolean isFor(EntryKey key) {
        return outcome(key) != null;
    }

    /** The keys of the loads. */
    List<EntryKey> keys() {
        List<EntryKey> keys = new ArrayList<>(flights.keySet());
        keys.addAll(leases.keySet());
        return keys;
    }

    /** Done when the loads of some keys have ended; fails if one of this process has failed. */
    CompletionStage<Void> ended(Collection<EntryKey> keys) {
        return Stages.all(
                keys.stream().map(this::outcome).filter(Objects::nonNull).toList());
    }

    /** Whether the load of a key has brought nothing so far: it has not ended, or has failed. */
    boolean isOpen(EntryKey key) {
        CompletableFuture<?> outcome = outcome(key);
        return outcome != null && (!outcome.isDone() || outcome.isCompletedExceptionally());
    }

    private @Nullable CompletableFuture<?> outcome(EntryKey key) {
        Joined<V> joined = flights.get(key);
        if (joined != null) {
            return joined.flight().outcome();
        }
        LeaseWait wait = leases.get(key);
        return wait == null ? null : wait.outcome();
    }

    /**
     * Hands out what has come so far, and waits no more. What did not come is to be asked for again, unless another caller of
     * this process loads it now: that is waited for next.
     *
     * @return keys that have a value which was seen too long ago to be served
     */
    List<EntryKey> end(
            Collection<EntryKey> keys, BiConsumer<EntryKey, V> loaded, BiConsumer<EntryKey, Lookup.Hit> filled) {
        List<EntryKey> old = new ArrayList<>();
        for (EntryKey key : keys) {
            Joined<V> joined = flights.remove(key);
            Loaded<V> value = joined == null ? null : joined.loaded();
            if (value != null) {
                loaded.accept(key, value.forAnother(region));
            }
            LeaseWait wait = leases.remove(key);
            LeaseWait.End end = wait == null ? null : wait.outcome().getNow(null);
            if (end instanceof LeaseWait.End.Released) {
                released(key, Objects.requireNonNull(wait));
            } else if (end instanceof LeaseWait.End.Filled hit && isOld(hit)) {
                old.add(key);
            } else if (end instanceof LeaseWait.End.Filled hit) {
                filled.accept(key, hit.hit());
            }
        }
        return old;
    }

    /** An answer may be on its way for so long anyway. */
    private boolean isOld(LeaseWait.End.Filled seen) {
        long age = parts.ports().scheduler().nanoTime() - seen.seenNanos();
        return age > Stages.saturatedNanos(parts.ports().deadline());
    }

    /** The first of this process loads for all. What a transaction loads is not for others. */
    private void released(EntryKey key, LeaseWait wait) {
        if (scope.fillRule() != FillRule.NOW) {
            loadedOnce.add(key);
            return;
        }
        Flight<Loaded<V>> mine = parts.flights().joinable(parts.ports().tokens().get());
        Flight<Loaded<V>> first = wait.successor(mine);
        if (first == mine) {
            loadedOnce.add(key);
            successors.put(key, mine);
        } else {
            join(key, first);
        }
    }

    /** Whoever waits for this call to load a key gets what a flight brings. */
    void succeededBy(EntryKey key, Flight<Loaded<V>> flight) {
        Flight<Loaded<V>> mine = successors.get(key);
        if (mine != null) {
            flight.outcome().whenComplete(mine::land);
        }
    }

    /** Whoever waits for this call to load some keys gets what it has; before this call waits for anybody itself. */
    void land(Collection<EntryKey> keys, Function<EntryKey, V> values) {
        keys.forEach(key -> {
            Flight<Loaded<V>> mine = successors.get(key);
            if (mine != null) {
                mine.land(new Loaded<>(values.apply(key), null), null);
            }
        });
    }

    /** Whoever still waits for this call to load some keys gets its failure. */
    void fail(Collection<EntryKey> keys, Throwable failure) {
        keys.forEach(key -> {
            Flight<Loaded<V>> mine = successors.get(key);
            if (mine != null) {
                mine.land(null, failure);
            }
        });
    }

    /** The keys that others wait for this call to load. */
    Collection<EntryKey> led() {
        return successors.keySet();
    }
}
