package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The loads that a read of several keys shares while the store cannot be asked, by the rules of {@link SharedLoad}: of some keys
 * it leads one, of others it joins one. Whoever takes a turn begins and lands it in any case. Used by one call, one step at a time.
 *
 * @param <V> the type of the values
 */
final class BulkTurn<V extends @Nullable Object> {

    private final ReadParts parts;
    private final CacheRegion<V> region;
    private final Map<EntryKey, Flight<Loaded<V>>> led = new LinkedHashMap<>();
    private final Map<EntryKey, Flight<Loaded<V>>> joined = new LinkedHashMap<>();
    private final List<Flight<?>> before = new ArrayList<>();
    private final BulkLoad<V> load;
    private final Function<EntryKey, NearFill<V>> near;
    private long startNanos;

    BulkTurn(
            ReadParts parts,
            CacheRegion<V> region,
            Collection<EntryKey> keys,
            BulkLoad<V> load,
            Function<EntryKey, NearFill<V>> near) {
        this.parts = parts;
        this.region = region;
        this.load = load;
        this.near = near;
        keys.forEach(this::take);
    }

    private void take(EntryKey key) {
        Flight<Loaded<V>> mine = parts.flights().joinable(parts.ports().tokens().get());
        if (region.near() != null) {
            put(key, mine, parts.flights().joinOrLeadWithoutStore(key, mine));
            return;
        }
        LoadTurns.Place<Loaded<V>> place = parts.turns().take(key, mine);
        if (place.followsThisThread()) {
            led.put(key, mine);
            return;
        }
        put(key, mine, place.flight());
        Flight<?> last = place.before();
        if (place.flight() == mine && last != null) {
            before.add(last);
        }
    }

    /** A loader that asks for what it loads does not wait for itself. */
    private void put(EntryKey key, Flight<Loaded<V>> mine, Flight<Loaded<V>> first) {
        if (first == mine || first.awaitsThisThread()) {
            led.put(key, mine);
        } else {
            joined.put(key, first);
        }
    }

    /** The keys that this call loads. */
    List<EntryKey> led() {
        return List.copyOf(led.keySet());
    }

    /** The loads of others that this call waits for. */
    Map<EntryKey, Flight<Loaded<V>>> joined() {
        return joined;
    }

    /** Whether this call may begin at once. */
    boolean isReady() {
        return before.isEmpty();
    }

    /** Done when the loads have ended, however, that have to be over before this call begins its own. */
    CompletionStage<CompletionStage<Void>> ready() {
        return Stages.settled(Stages.all(before.stream()
                .map(flight -> flight.outcome().handle((value, failure) -> true))
                .toList()));
    }

    /** Begins the load, on this thread. */
    <T> CompletionStage<T> begin(Supplier<CompletionStage<T>> loading) {
        startNanos = parts.ports().scheduler().nanoTime();
        return Flight.begin(led.values(), loading);
    }

    /** Hands out what was loaded, and then keeps it for a moment. */
    void land(Map<EntryKey, V> values) {
        Duration loading = Duration.ofNanos(parts.ports().scheduler().nanoTime() - startNanos);
        led.forEach((key, flight) -> end(key, flight, new Loaded<>(BulkLoad.valueOf(values, key), null), null));
        led.keySet()
                .forEach(key -> near.apply(key)
                        .loadedWithoutStore(BulkLoad.valueOf(values, key), load.single(region, key), loading));
    }

    /** Hands out the failure of the load; has no effect on what was handed out already. */
    void fail(Throwable failure) {
        led.forEach((key, flight) -> end(key, flight, null, failure));
    }

    private void end(EntryKey key, Flight<Loaded<V>> flight, @Nullable Loaded<V> loaded, @Nullable Throwable failure) {
        flight.land(loaded, failure);
        if (region.near() == null) {
            parts.turns().end(key, flight);
        } else {
            parts.flights().endWithoutStore(key, flight);
        }
    }
}
