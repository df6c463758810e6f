package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import dev.cachekit.spi.TransactionScope.FillRule;
import dev.cachekit.strategy.CacheReader.Found;
import dev.cachekit.strategy.ReloadRules.Step;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One cache-aside call, from the look-up to the fill. Read it top to bottom: find, lease, then lead, join or wait.
 *
 * <p>Whatever happens to the store, the call ends with a value or with the loader's own failure.
 *
 * @param <V> the type of the value
 */
final class ReadCall<V extends @Nullable Object> {

    /** A caller who stands still goes one step deeper with every lease that is lost while it waits. */
    private static final int MOST_ROUNDS = 20;

    private final ReadParts parts;
    private final CachePorts ports;
    private final CacheRegion<V> region;
    private final EntryKey key;
    private final Load<V> load;
    private final CallScope scope;
    private final StaleFallback<V> fallback;
    private final Patience<Loaded<V>> patience;
    private final OwnLoad<V> own;
    private final SharedLoad<V> shared;
    private final NearFill<V> near;

    /** The value that was found but cannot be read, or is not wanted: it counts as absent. */
    private @Nullable Token rejected;

    /** A load that this call waited for was given up: now every process loads once, nobody waits again. */
    private boolean loadsOnce;

    private int rounds;

    ReadCall(ReadParts parts, CacheRegion<V> region, EntryKey key, Load<V> load, CallScope scope) {
        this.parts = parts;
        this.ports = parts.ports();
        this.region = region;
        this.key = key;
        this.load = load;
        this.scope = scope;
        this.near = NearFill.begin(region, key);
        this.fallback = new StaleFallback<>(parts, region, key, scope);
        this.patience = new Patience<>(ports, region, scope, fallback);
        this.own = new OwnLoad<>(parts, region, load, scope, patience);
        this.shared = new SharedLoad<>(parts, region, key, scope, patience, own);
    }

    CompletionStage<V> run() {
        return region.isEnabled() ? begin(this::found) : pastTheCache().thenApply(Loaded::value);
    }

    CompletionStage<V> runAnew() {
        return begin(this::refused);
    }

    private CompletionStage<V> begin(Function<Lookup, CompletionStage<Loaded<V>>> onFound) {
        return answer(onFound).thenApply(Loaded::value);
    }

    private CompletionStage<Loaded<V>> pastTheCache() {
        countMiss();
        return own.alone();
    }

    private CompletionStage<Loaded<V>> answer(Function<Lookup, CompletionStage<Loaded<V>>> onFound) {
        if (scope.hasTouched(key)) {
            return pastTheCache();
        }
        if (parts.isPending(key)) {
            countMiss();
            return shared.withoutStore();
        }
        return store("find", () -> ports.entries().find(key), onFound, () -> {
            countMiss();
            return shared.withoutStore();
        });
    }

    private CompletionStage<Loaded<V>> found(Lookup seen) {
        if (!(seen instanceof Lookup.Hit hit)) {
            parts.values().decoded(region, seen);
            return miss();
        }
        Step step = parts.upkeep().stepFor(region, hit.entry(), hit.freshness());
        if (step == Step.LOAD) {
            return expired(hit);
        }
        return parts.values()
                .decoded(region, hit)
                .map(value -> hit(value, hit, step))
                .orElseGet(() -> refused(hit));
    }

    private CompletionStage<Loaded<V>> expired(Lookup.Hit hit) {
        fallback.found(hit);
        if (!fallback.canStandIn()
                || !parts.upkeep().gate().isResting(key, hit.entry().token())) {
            return miss();
        }
        countMiss();
        return patience.orStale(resting());
    }

    /** The last reload of the value failed a moment ago. If it cannot be served instead, the next load takes its place. */
    private CompletionStage<Loaded<V>> resting() {
        return fallback.unseen("throttled", () -> {
            rejected = fallback.token();
            return permitted();
        });
    }

    private CompletionStage<Loaded<V>> hit(Found<V> value, Lookup.Hit hit, Step step) {
        ports.listener().onHit(region.name());
        if (hit.freshness().isStale()) {
            ports.listener().onStale(region.name(), "revalidating");
        }
        near.found(value.value(), hit);
        parts.upkeep().after(step, region, key, hit.entry(), load);
        return CompletableFuture.completedFuture(new Loaded<>(value.value(), null));
    }

    private CompletionStage<Loaded<V>> refused(Lookup seen) {
        if (seen instanceof Lookup.Hit hit) {
            rejected = hit.entry().token();
        }
        return miss();
    }

    private CompletionStage<Loaded<V>> miss() {
        countMiss();
        return patience.orStale(permitted());
    }

    private CompletionStage<Loaded<V>> permitted() {
        if (scope.fillRule() == FillRule.NEVER) {
            ports.listener().onFillRefused(region.name(), "open-transaction");
            return own.alone();
        }
        return lease();
    }

    private void countMiss() {
        ports.listener().onMiss(region.name());
    }

    private CompletionStage<Loaded<V>> lease() {
        if (++rounds > MOST_ROUNDS) {
            return own.alone();
        }
        Token stays = Objects.equals(fallback.token(), rejected) ? null : fallback.token();
        LeaseTerms terms = new LeaseTerms(load.lease(), rejected, stays, parts.tagClock(region, load.tags()));
        LeaseAsk<V> ask = new LeaseAsk<>(parts, key, parts.newFlight(scope), terms);
        return store("lease", () -> ask.send(ports.entries()), reply -> onReply(reply, ask), () -> {
            ask.abandon(ports.entries());
            return shared.withoutStore();
        });
    }

    private CompletionStage<Loaded<V>> onReply(LeaseReply reply, LeaseAsk<V> ask) {
        if (reply instanceof LeaseReply.Granted) {
            return own.leased(ask, scope.time());
        }
        ask.refused();
        if (reply instanceof LeaseReply.Held held) {
            return loadsOnce ? own.alone() : join(held, ask.tagClock());
        }
        if (reply instanceof LeaseReply.Fenced fenced) {
            return shared.behind(fenced.fence());
        }
        if (reply instanceof LeaseReply.Resting rest) {
            parts.upkeep().gate().rest(key, Objects.requireNonNull(fallback.token()), rest.remaining());
            return resting();
        }
        LeaseReply.Hit hit = (LeaseReply.Hit) reply;
        return offered(new Lookup.Hit(hit.entry(), hit.freshness()));
    }

    private CompletionStage<Loaded<V>> join(LeaseReply.Held held, long tagClock) {
        Flight<Loaded<V>> flight = parts.flights().witnessed(held.holder());
        if (flight != null && (flight.isJoinable() || flight.awaitsThisThread())) {
            return shared.joined(flight, tagClock, () -> awaitEnd(held));
        }
        return awaitEnd(held);
    }

    private CompletionStage<Loaded<V>> awaitEnd(LeaseReply.Held held) {
        LeaseWait wait = parts.waits().on(key, held.holder(), held.remaining());
        return shared.awaited(wait.outcome(), end -> onEnd(end, wait));
    }

    private CompletionStage<Loaded<V>> onEnd(LeaseWait.End end, LeaseWait wait) {
        if (end instanceof LeaseWait.End.Filled filled) {
            return offered(filled.hit());
        }
        if (end instanceof LeaseWait.End.Gone) {
            return lease();
        }
        Flight<Loaded<V>> mine = parts.flights().joinable(ports.tokens().get());
        Flight<Loaded<V>> first = wait.successor(mine);
        if (first != mine) {
            return shared.joined(first);
        }
        loadsOnce = true;
        return lease().whenComplete(mine::land);
    }

    /** A value that has come into the store meanwhile; if it cannot be served, the call asks for the lease once more. */
    private CompletionStage<Loaded<V>> offered(Lookup.Hit hit) {
        Token token = hit.entry().token();
        if (token.equals(rejected) || token.equals(fallback.token())) {
            return own.alone();
        }
        if (hit.freshness().isStale()) {
            fallback.found(hit);
            return lease();
        }
        return parts.values()
                .decoded(region, hit)
                .map(value -> {
                    near.found(value.value(), hit);
                    return CompletableFuture.completedStage(new Loaded<>(value.value(), null));
                })
                .orElseGet(() -> {
                    rejected = token;
                    return lease();
                });
    }

    private <T> CompletionStage<Loaded<V>> store(
            String operation,
            Supplier<CompletionStage<T>> request,
            Function<T, CompletionStage<Loaded<V>>> onAnswer,
            Supplier<CompletionStage<Loaded<V>>> onFailure) {
        return Stages.either(scope.time().spend(request), onAnswer, failure -> {
            ports.listener().onStoreFailure(region.name(), operation, failure);
            return onFailure.get();
        });
    }
}
