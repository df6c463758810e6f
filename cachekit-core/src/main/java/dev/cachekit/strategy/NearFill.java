package dev.cachekit.strategy;

import dev.cachekit.Ttl;
import dev.cachekit.near.LaneWatch;
import dev.cachekit.near.NearTier;
import dev.cachekit.near.NearValue;
import dev.cachekit.near.Ticket;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Freshness;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.UnreadableValueException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps in this process what one call has found or loaded, if its cache has a near cache and nothing was invalidated since.
 * To be made before the call asks anybody for anything.
 *
 * @param region the cache
 * @param ticket what is known of invalidations; null if there is no near cache
 * @param <V> the type of the values
 */
record NearFill<V extends @Nullable Object>(
        CacheRegion<V> region, @Nullable Ticket ticket) {

    static <V extends @Nullable Object> NearFill<V> begin(CacheRegion<V> region, EntryKey key) {
        NearTier<V> near = region.near();
        return new NearFill<>(region, near == null ? null : near.ticket(key));
    }

    /** Keeps a value that the store has shown. */
    void found(V value, Lookup.Hit hit) {
        Duration time = region.reloadRules().timeAtRest(hit.freshness());
        keep(value, hit.entry().payload(), time, hit.entry().tags().names(), true);
    }

    /** Keeps a value that the store has accepted. Others are given what they would have read from the store. */
    void filled(Entry entry, Ttl ttl) {
        Duration time = region.reloadRules().timeAtRest(new Freshness(Duration.ZERO, ttl, null));
        keepCopy(entry.payload(), time, entry.tags().names(), true);
    }

    /**
     * Keeps a value that could not be offered to the store, so that a store that is away does not mean a load for each call.
     * No longer than the bound after its load began: so old a value may be anyway.
     */
    void loadedWithoutStore(Payload payload, Duration loading, Ttl ttl, Collection<String> tags) {
        Duration time = LaneWatch.BOUND.minus(loading);
        boolean outlived = !ttl.isForever() && ttl.duration().compareTo(time) < 0;
        keepCopy(payload, outlived ? ttl.duration() : time, List.copyOf(tags), false);
    }

    private void keepCopy(Payload payload, Duration time, List<String> tags, boolean confirmed) {
        if (ticket != null) {
            try {
                keep(region.decode(payload), payload, time, tags, confirmed);
            } catch (UnreadableValueException unreadable) {
                // whoever reads it from the store will tell
            }
        }
    }

    private void keep(V value, Payload payload, Duration time, List<String> tags, boolean confirmed) {
        NearTier<V> near = region.near();
        if (near != null && ticket != null) {
            near.put(ticket, new NearValue<>(value, payload, time, tags, confirmed));
        }
    }
}
