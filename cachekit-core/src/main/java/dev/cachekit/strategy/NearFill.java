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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger log = LoggerFactory.getLogger(NearFill.class);
    private static final Runnable NOTHING = () -> {};

    static <V extends @Nullable Object> NearFill<V> begin(CacheRegion<V> region, EntryKey key) {
        NearTier<V> near = region.near();
        return new NearFill<>(region, near == null ? null : near.ticket(key));
    }

    /** Keeps a value that the store has shown. */
    void found(V value, Lookup.Hit hit) {
        Duration time = region.reloadRules().timeAtRest(hit.freshness());
        keep(value, hit.entry().payload(), time, hit.entry().tags().names(), true);
    }

    /**
     * Prepares to keep a value that is about to be offered to the store. Others are given what they would have read from
     * there, so the value may have to be decoded: that is done here, because the store's answer comes on a thread of the
     * store, which runs no code of the user's.
     *
     * @return keeps the value, once the store has accepted it
     */
    Runnable filling(V value, Entry entry, Ttl ttl) {
        Duration time = region.reloadRules().timeAtRest(new Freshness(Duration.ZERO, ttl, null));
        return keepingCopy(value, entry.payload(), time, entry.tags().names(), true);
    }

    /**
     * Keeps a value that could not be offered to the store, if it is to be stored at all, so that a store that is away does not
     * mean a load for each call. No longer than the bound after its load began: so old a value may be anyway.
     */
    void loadedWithoutStore(V value, Load<V> load, Duration loading) {
        if (ticket == null) {
            return;
        }
        try {
            load.lifetime().apply(value).ifPresent(ttl -> {
                Duration time = LaneWatch.BOUND.minus(loading);
                boolean outlived = !ttl.isForever() && ttl.duration().compareTo(time) < 0;
                List<String> tags = List.copyOf(load.tags().of(value));
                keepingCopy(value, region.encode(value), outlived ? ttl.duration() : time, tags, false)
                        .run();
            });
        } catch (RuntimeException notToBeKept) {
            // the value is its callers' either way
            log.debug("{}: a value loaded without the store is not kept", region, notToBeKept);
        }
    }

    private Runnable keepingCopy(V value, Payload payload, Duration time, List<String> tags, boolean confirmed) {
        NearTier<V> near = region.near();
        if (near == null || ticket == null) {
            return NOTHING;
        }
        try {
            V copy = near.isShared() ? region.decode(payload) : value;
            return () -> keep(copy, payload, time, tags, confirmed);
        } catch (UnreadableValueException | Error unreadable) {
            return NOTHING; // whoever reads it from the store will tell; the store is offered it in any case
        }
    }

    private void keep(V value, Payload payload, Duration time, List<String> tags, boolean confirmed) {
        NearTier<V> near = region.near();
        if (near != null && ticket != null) {
            near.put(ticket, new NearValue<>(value, payload, time, tags, confirmed));
        }
    }
}
