package dev.cachekit.engine;

import dev.cachekit.Expiry;
import dev.cachekit.Explanation;
import dev.cachekit.Explanation.State;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.strategy.CachePorts;
import dev.cachekit.strategy.CacheRegion;
import dev.cachekit.strategy.Caller;
import dev.cachekit.strategy.StoreTime;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Tells what a store holds under one key, and why. Shows no value. */
record Explainer(CachePorts ports, CacheRegion<?> region, Caller caller) {

    CompletionStage<Explanation> explain(EntryKey key) {
        return new StoreTime(ports, caller)
                .spend(() -> ports.entries()
                        .ttl(key)
                        .thenCombine(ports.entries().find(key), (ttl, found) -> explanation(key, ttl, found)));
    }

    private Explanation explanation(EntryKey key, Expiry ttl, Lookup found) {
        if (found instanceof Lookup.Hit hit) {
            return ofValue(key, ttl, hit.entry());
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

    private Explanation ofValue(EntryKey key, Expiry ttl, Entry entry) {
        String problem = region.problemWith(entry.payload());
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
                problem == null,
                problem == null
                        ? "stored and readable" + (region.isNear(key) ? ", and kept in this process" : "")
                        : problem);
    }

    private Explanation of(EntryKey key, State state, @Nullable String token, String why) {
        return new Explanation(
                region.name(), key.text(), key.storeKey(), state, null, new Expiry.Absent(), token, 0, false, why);
    }
}
