package dev.cachekit.cache;

import dev.cachekit.Expiry;
import dev.cachekit.Explanation;
import dev.cachekit.Explanation.State;
import dev.cachekit.call.Caller;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Freshness;
import dev.cachekit.spi.Lookup;
import dev.cachekit.strategy.CachePorts;
import dev.cachekit.strategy.CacheRegion;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells what a store holds under one key, and why. Shows no value. */
record Explainer(CachePorts ports, CacheRegion<?> region, Predicate<EntryKey> pending, Caller caller) {

    private static final String REMOVED =
            "invalidated by this process, but the store has not acknowledged that yet; until then a read loads anew";

    CompletionStage<Explanation> explain(EntryKey key) {
        return ports.storeTime(caller)
                .spend(() -> ports.entries()
                        .ttl(key)
                        .thenCombine(ports.entries().find(key), (ttl, found) -> explanation(key, ttl, found)));
    }

    private Explanation explanation(EntryKey key, Expiry ttl, Lookup found) {
        if (found instanceof Lookup.Hit hit) {
            return ofValue(key, ttl, hit);
        }
        if (found instanceof Lookup.Loading loading) {
            return of(key, State.LOADING, loading.holder().value(), "somebody is loading it");
        }
        if (found instanceof Lookup.Fenced) {
            return of(key, State.DENIED, null, "a write is under way; nothing may be stored until it is over");
        }
        if (found instanceof Lookup.Foreign foreign) {
            return of(key, State.UNREADABLE, null, foreign.reason());
        }
        return of(key, State.ABSENT, null, "never stored, invalidated, expired or evicted");
    }

    private Explanation ofValue(EntryKey key, Expiry ttl, Lookup.Hit hit) {
        Entry entry = hit.entry();
        String problem = region.problemWith(entry.payload());
        boolean removed = pending.test(key);
        Duration age = Duration.between(entry.storedAt(), ports.scheduler().now());
        return new Explanation(
                region.name(),
                key.text(),
                key.storeKey(),
                problem == null ? State.VALUE : State.UNREADABLE,
                age.isNegative() ? Duration.ZERO : age,
                ttl,
                entry.token().value(),
                entry.payload().size(),
                problem == null && !removed && region.serves(hit.freshness()),
                problem != null ? problem : removed ? REMOVED : whyOf(key, hit.freshness()));
    }

    private String whyOf(EntryKey key, Freshness freshness) {
        if (!freshness.isStale()) {
            return "stored and readable" + (region.isNear(key) ? ", and kept in this process" : "");
        }
        if (region.serves(freshness)) {
            return "expired, but served while it is reloaded";
        }
        return region.keepsInReserve(freshness)
                ? "expired; served only if loading fails or takes too long"
                : "expired; there only until its reload has ended";
    }

    private Explanation of(EntryKey key, State state, @Nullable String token, String why) {
        return new Explanation(
                region.name(), key.text(), key.storeKey(), state, null, new Expiry.Absent(), token, 0, false, why);
    }
}
