package dev.cachekit.strategy;

import dev.cachekit.near.Kept;
import dev.cachekit.near.NearTier;
import dev.cachekit.spi.EntryKey;
import org.jspecify.annotations.Nullable;

/** Reads that are answered in this process, or find nothing there. Safe for use by many threads. */
final class NearReads {

    private final ReadParts parts;
    private final CachePorts ports;
    private final @Nullable KeySample sample;

    NearReads(ReadParts parts) {
        this.parts = parts;
        this.ports = parts.ports();
        this.sample = KeySample.toldTo(ports.keys());
    }

    /** The value and a hit that was counted; null if there is none here that may be served to this caller. */
    <V extends @Nullable Object> @Nullable Kept<V> find(CacheRegion<V> region, EntryKey key) {
        return region.isEnabled() ? kept(region, key) : null;
    }

    /** As {@link #find}, where the cache is known to be enabled. */
    <V extends @Nullable Object> @Nullable Kept<V> kept(CacheRegion<V> region, EntryKey key) {
        NearTier<V> tier = region.near();
        if (tier == null || isWithheld(key)) {
            return null;
        }
        Kept<V> kept = tier.get(key);
        if (kept != null) {
            tier.tellHit();
            sample(key);
        }
        return kept;
    }

    /** Tells whether neither this process nor the store may answer: the caller or this process has changed the key. */
    boolean isWithheld(EntryKey key) {
        return parts.isPending(key) || ports.transactions().current().hasTouched(key);
    }

    /** To be called once for each read: {@link #find} does so for a hit. */
    void sample(EntryKey key) {
        if (sample != null) {
            sample.read(key);
        }
    }
}
