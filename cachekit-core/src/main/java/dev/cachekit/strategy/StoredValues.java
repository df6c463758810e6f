package dev.cachekit.strategy;

import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.strategy.CacheReader.Found;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the store holds into values, and tells what becomes of it. Safe for use by many threads.
 *
 * @param listener is told
 */
record StoredValues(CacheListener listener) {

    /** Turns what the store holds into a value, counting it. Without a loader nobody would replace a stale value. */
    <V extends @Nullable Object> Optional<Found<V>> read(CacheRegion<V> region, Lookup lookup, NearFill<V> fill) {
        return counted(region, isStale(lookup) ? new Lookup.Absent() : lookup, fill);
    }

    /** As {@link #read}, for a call that sees to it that a stale value is replaced. */
    <V extends @Nullable Object> Optional<Found<V>> counted(CacheRegion<V> region, Lookup lookup, NearFill<V> fill) {
        Optional<Found<V>> found = decoded(region, lookup);
        if (found.isPresent()) {
            listener.onHit(region.name());
            fill.found(found.get().value(), (Lookup.Hit) lookup);
        } else {
            listener.onMiss(region.name());
        }
        if (found.isPresent() && isStale(lookup)) {
            listener.onStale(region.name(), "revalidating");
        }
        return found;
    }

    private static boolean isStale(Lookup lookup) {
        return lookup instanceof Lookup.Hit hit && hit.freshness().isStale();
    }

    /** Turns what the store holds into a value that stands in for a load that goes wrong, if it may. */
    <V extends @Nullable Object> Optional<Found<V>> standIn(
            CacheRegion<V> region, @Nullable Lookup lookup, String reason) {
        if (!(lookup instanceof Lookup.Hit hit) || !region.reloadRules().canStandIn(hit.freshness())) {
            return Optional.empty();
        }
        Optional<Found<V>> value = decoded(region, hit);
        if (value.isPresent() && isStale(hit)) {
            listener.onStale(region.name(), reason);
        }
        return value;
    }

    /** Turns what the store holds into a value, if it is one and can be read. */
    <V extends @Nullable Object> Optional<Found<V>> decoded(CacheRegion<V> region, Lookup lookup) {
        if (lookup instanceof Lookup.Foreign foreign) {
            listener.onUnreadable(region.name(), foreign.reason());
        }
        if (!(lookup instanceof Lookup.Hit hit)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Found<>(region.decode(hit.entry().payload())));
        } catch (UnreadableValueException unreadable) {
            listener.onUnreadable(region.name(), String.valueOf(unreadable.getMessage()));
            return Optional.empty();
        }
    }
}
