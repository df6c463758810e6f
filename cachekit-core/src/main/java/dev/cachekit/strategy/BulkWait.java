package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a read of several keys waits for: loads of others, in this process and elsewhere, all at the same time. Used by one call,
 * one step at a time.
 *
 * @param <V> the type of the values
 */
final class BulkWait<V extends @Nullable Object> {

    private final CacheReader reader;
    private final CacheRegion<V> region;
    private final Map<EntryKey, Joined<V>> flights = new LinkedHashMap<>();
    private final Map<EntryKey, LeaseWait> leases = new LinkedHashMap<>();

    /** The loads that this call has waited for: none of them is waited for twice. */
    private final Set<Token> known = new HashSet<>();

    /** Keys whose load was given up: now every process loads once, nobody waits for another one again. */
    private final Set<EntryKey> loadedOnce = new HashSet<>();

    BulkWait(CacheReader reader, CacheRegion<V> region) {
        this.reader = reader;
        this.region = region;
    }

    private record Joined<V extends @Nullable Object>(Flight<Loaded<V>> flight, long tagClock) {}

    /** Begins to wait for the load of a key; false if this call has to load the key itself. */
    boolean begin(EntryKey key, LeaseReply.Held held, long tagClock) {
        Flight<Loaded<V>> flight = reader.flights().witnessed(held.holder());
        if (flight != null && flight.awaitsThisThread() || !known.add(held.holder())) {
            return false;
        }
        if (flight != null && flight.isJoinable()) {
            flights.put(key, new Joined<>(flight, tagClock));
        } else if (loadedOnce.contains(key)) {
            return false;
        } else {
            leases.put(key, reader.waits().on(key, held.holder(), held.remaining()));
        }
        return true;
    }

    boolean isFor(EntryKey key) {
        return flights.containsKey(key) || leases.containsKey(key);
    }

    /** The keys of the loads. */
    List<EntryKey> keys() {
        List<EntryKey> keys = new ArrayList<>(flights.keySet());
        keys.addAll(leases.keySet());
        return keys;
    }

    /** Done when all loads have ended; fails if one of this process has failed. */
    CompletionStage<Void> ended() {
        List<CompletableFuture<?>> all = new ArrayList<>();
        flights.values().forEach(joined -> all.add(joined.flight().outcome()));
        leases.values().forEach(wait -> all.add(wait.outcome()));
        return Stages.all(all);
    }

    /** Hands out what has come so far, and waits for nothing any more. What did not come is to be asked for again. */
    void end(BiConsumer<EntryKey, V> loaded, BiConsumer<EntryKey, Lookup.Hit> filled) {
        flights.forEach((key, joined) -> {
            CompletableFuture<Loaded<V>> outcome = joined.flight().outcome();
            Loaded<V> value = outcome.isCompletedExceptionally() ? null : outcome.getNow(null);
            if (value != null && value.isAsNewAs(joined.tagClock())) {
                loaded.accept(key, value.forAnother(region));
            }
        });
        leases.forEach((key, wait) -> {
            LeaseWait.End end = wait.outcome().getNow(null);
            if (end instanceof LeaseWait.End.Filled hit) {
                filled.accept(key, hit.hit());
            } else if (end instanceof LeaseWait.End.Released) {
                loadedOnce.add(key);
            }
        });
        flights.clear();
        leases.clear();
    }
}
