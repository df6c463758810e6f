package dev.cachekit.strategy;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import dev.cachekit.spi.TransactionScope.FillRule;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What one cache-aside call does when it cannot serve what the store has, or must not ask it. Read it top to bottom: lease,
 * then lead, join or wait.
 *
 * <p>Whatever happens to the store, the call ends with a value or with the loader's own failure.
 *
 * @param <V> the type of the value
 */
final class Miss<V extends @Nullable Object> {

    /** A caller who stands still goes one step deeper with every lease that is lost while it waits. */
    private static final int MOST_ROUNDS = 20;

    private final ReadParts parts;
    private final CachePorts ports;
    private final CacheRegion<V> region;
    private final EntryKey key;
    private final Load<V> load;
    private final CallScope scope;
    private final NearFill<V> near;
    private final StaleFallback<V> fallback;
    private final Patience<Loaded<V>> patience;
    private final OwnLoad<V> own;
    private final SharedLoad<V> shared;

    /** The value that was found but cannot be read, or is not wanted: it counts as absent. */
    private @Nullable Token rejected;

    /** A load that this call waited for was given up: now every process loads once, nobody waits again. */
    private boolean loadsOnce;

    private int rounds;

    Miss(ReadParts parts, CacheRegion<V> region, EntryKey key, Load<V> load, CallScope scope, NearFill<V> near) {
        this.parts = parts;
        this.ports = parts.ports();
        this.region = region;
        this.key = key;
        this.load = load;
        this.scope = scope;
        this.near = near;
        this.fallback = new StaleFallback<>(parts, region, key, scope);
        this.patience = new Patience<>(ports, region, scope, fallback);
        this.own = new OwnLoad<>(parts, region, load, scope, patience);
        this.shared = new SharedLoad<>(parts, region, key, scope, patience, own);
    }

    /** The cache must not be asked: loads for this call alone. */
    CompletionStage<Loaded<V>> pastTheCache() {
        return own.alone();
    }

    /** The store must not or cannot be asked. */
    CompletionStage<Loaded<V>> withoutStore() {
        return shared.withoutStore();
    }

    /** The store has nothing. */
    CompletionStage<Loaded<V>> absent() {
        return patience.orStale(permitted());
    }

    /** The store was not looked at, but asked for the lease at once; it has no value. */
    CompletionStage<Loaded<V>> unseen(LeaseReply reply, LeaseAsk<V> ask) {
        if (reply instanceof LeaseReply.Granted granted && granted.foreign() != null) {
            ports.listener().onUnreadable(region.name(), granted.foreign());
        }
        return patience.orStale(answered(reply, ask));
    }

    /** The store has what cannot be read, or is not wanted. */
    CompletionStage<Loaded<V>> refused(Token value) {
        rejected = value;
        return absent();
    }

    /** The store has a value that is too old, unless nothing better can be had. */
    CompletionStage<Loaded<V>> expired(Lookup.Hit hit) {
        fallback.found(hit);
        boolean rests = fallback.canStandIn()
                && parts.upkeep().gate().isResting(key, hit.entry().token());
        return rests ? patience.orStale(resting()) : absent();
    }

    /** The last reload of the value failed a moment ago. If it cannot be served instead, the next load takes its place. */
    private CompletionStage<Loaded<V>> resting() {
        return fallback.unseen("throttled", () -> {
            rejected = fallback.token();
            return permitted();
        });
    }

    private CompletionStage<Loaded<V>> permitted() {
        if (scope.fillRule() == FillRule.NEVER) {
            ports.listener().onFillRefused(region.name(), "open-transaction");
            return own.alone();
        }
        return lease();
    }

    private CompletionStage<Loaded<V>> lease() {
        if (++rounds > MOST_ROUNDS) {
            return own.alone();
        }
        Token stays = Objects.equals(fallback.token(), rejected) ? null : fallback.token();
        LeaseAsk<V> ask = LeaseAsk.of(parts, region, key, load, scope, rejected, stays);
        return scope.askFor(ask, region, reply -> answered(reply, ask), this::unanswered);
    }

    /** The store has not said whether the lease is granted. */
    CompletionStage<Loaded<V>> unanswered() {
        region.misses().end();
        return shared.withoutStore();
    }

    private CompletionStage<Loaded<V>> answered(LeaseReply reply, LeaseAsk<V> ask) {
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
}
