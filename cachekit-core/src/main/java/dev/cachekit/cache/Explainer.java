package dev.cachekit.cache;

import dev.cachekit.Expiry;
import dev.cachekit.Explanation;
import dev.cachekit.Explanation.State;
import dev.cachekit.call.Caller;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Freshness;
import dev.cachekit.spi.Inspected;
import dev.cachekit.spi.Lookup;
import dev.cachekit.strategy.CachePorts;
import dev.cachekit.strategy.CacheReader;
import dev.cachekit.strategy.CacheRegion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Tells what a store holds under one key, and why. Shows no value. */
record Explainer(CachePorts ports, CacheRegion<?> region, CacheReader reader, RemovalHistory history, Caller caller) {

    private static final Expiry ABSENT = new Expiry.Absent();

    CompletionStage<Explanation> explain(EntryKey key) {
        boolean touched = ports.transactions().current().hasTouched(key);
        return ports.storeTime(caller)
                .spend(() -> ports.entries().inspect(key))
                .thenApply(found -> explanation(key, found, Verdict.of(region, reader, key, touched, found)));
    }

    private Explanation explanation(EntryKey key, Inspected found, Verdict verdict) {
        Lookup shown = found.unseen() == null ? found.seen() : found.unseen().was();
        Lookup.Hit hit = shown instanceof Lookup.Hit value ? value : null;
        return new Explanation(
                region.name(),
                key.text(),
                key.storeKey(),
                state(found.seen()),
                verdict.tier(),
                verdict.reason(),
                hit == null ? null : age(hit.entry()),
                hit == null ? ABSENT : ttl(hit),
                hit == null ? ABSENT : expiry(hit.freshness(), Duration.ZERO),
                token(shown),
                tags(hit),
                hit == null ? 0 : hit.entry().payload().size(),
                verdict.served(),
                verdict.why(),
                history.lastOf(key, tags(hit)));
    }

    private static List<String> tags(Lookup.@Nullable Hit hit) {
        return hit == null ? List.of() : hit.entry().tags().names();
    }

    private State state(Lookup found) {
        if (found instanceof Lookup.Hit hit) {
            return region.problemWith(hit.entry().payload()) == null ? State.VALUE : State.UNREADABLE;
        }
        if (found instanceof Lookup.Loading) {
            return State.LOADING;
        }
        if (found instanceof Lookup.Fenced) {
            return State.DENIED;
        }
        return found instanceof Lookup.Foreign ? State.UNREADABLE : State.ABSENT;
    }

    private Duration age(Entry entry) {
        Duration age = Duration.between(entry.storedAt(), ports.scheduler().now());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private static Expiry ttl(Lookup.Hit hit) {
        return expiry(hit.freshness(), hit.entry().grace());
    }

    private static Expiry expiry(Freshness freshness, Duration grace) {
        if (freshness.ttl().isForever()) {
            return new Expiry.Never();
        }
        Duration left = freshness.left().plus(grace);
        return left.isNegative() || left.isZero() ? ABSENT : new Expiry.In(left);
    }

    private static @Nullable String token(Lookup found) {
        if (found instanceof Lookup.Hit hit) {
            return hit.entry().token().value();
        }
        return found instanceof Lookup.Loading loading ? loading.holder().value() : null;
    }
}
