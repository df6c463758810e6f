package dev.cachekit.cache;

import dev.cachekit.Expiry;
import dev.cachekit.Explanation;
import dev.cachekit.Explanation.State;
import dev.cachekit.WaitInterruptedException;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.near.NearSight;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a store holds under one key, and why. Shows no value. While the store does not answer it tells what this process
 * knows by itself: that is what a read would go by.
 */
record Explainer(CachePorts ports, CacheRegion<?> region, CacheReader reader, RemovalHistory history, Caller caller) {

    private static final Expiry ABSENT = new Expiry.Absent();

    /** What was found: in the store, in this process, and what a read would make of both. */
    private record Findings(State state, Lookup shown, NearSight near, Verdict verdict) {}

    /** Takes no longer than the deadline, and fails only if the thread that waits is interrupted. */
    CompletionStage<Explanation> explain(EntryKey key) {
        boolean touched = ports.transactions().current().hasTouched(key);
        return Stages.either(
                ports.storeTime(caller).spend(() -> ports.entries().inspect(key)),
                found -> CompletableFuture.completedFuture(explanation(key, answered(key, touched, found))),
                failure -> failure instanceof WaitInterruptedException
                        ? CompletableFuture.failedFuture(failure)
                        : CompletableFuture.completedFuture(explanation(key, unanswered(key, touched, failure))));
    }

    private Findings answered(EntryKey key, boolean touched, Inspected found) {
        NearSight near = region.look(key);
        Verdict local = Verdict.here(region, reader, key, touched, near);
        Verdict verdict = local == null ? Verdict.ofStore(region, reader, key, near, found) : local;
        Lookup shown = found.unseen() == null ? found.seen() : found.unseen().was();
        return new Findings(state(found.seen()), shown, near, verdict);
    }

    private Findings unanswered(EntryKey key, boolean touched, Throwable failure) {
        NearSight near = region.look(key);
        Verdict local = Verdict.here(region, reader, key, touched, near);
        Verdict verdict = local == null ? Verdict.withoutStore(near, failure) : local;
        return new Findings(State.UNREACHABLE, new Lookup.Absent(), near, verdict);
    }

    private Explanation explanation(EntryKey key, Findings found) {
        Lookup.Hit hit = found.shown() instanceof Lookup.Hit value ? value : null;
        Verdict verdict = found.verdict();
        return new Explanation(
                region.name(),
                key.text(),
                key.storeKey(),
                found.state(),
                verdict.tier(),
                verdict.reason(),
                hit == null ? null : age(hit.entry()),
                hit == null ? ABSENT : ttl(hit),
                hit == null ? ABSENT : expiry(hit.freshness(), Duration.ZERO),
                in(found.near().left()),
                token(found.shown()),
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
            return region.form().problemWith(hit.entry().payload()) == null ? State.VALUE : State.UNREADABLE;
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
        return in(freshness.left().plus(grace));
    }

    private static Expiry in(Duration left) {
        return left.isNegative() || left.isZero() ? ABSENT : new Expiry.In(left);
    }

    private static @Nullable String token(Lookup found) {
        if (found instanceof Lookup.Hit hit) {
            return hit.entry().token().value();
        }
        return found instanceof Lookup.Loading loading ? loading.holder().value() : null;
    }
}
