package dev.cachekit.strategy;

import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import dev.cachekit.spi.TransactionScope.FillRule;
import dev.cachekit.strategy.CacheReader.Found;
import java.time.Duration;
import java.util.Optional;
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

    private final CacheReader reader;
    private final CachePorts ports;
    private final CacheRegion<V> region;
    private final EntryKey key;
    private final Load<V> load;
    private final CallScope scope;
    private final OwnLoad<V> own;

    /** The value that was found but cannot be read, or is not wanted: it counts as absent. */
    private @Nullable Token rejected;

    /** A load that this call waited for was given up: now every process loads once, nobody waits again. */
    private boolean loadsOnce;

    /** A key that another read has already counted is not counted again. */
    private boolean counted;

    ReadCall(CacheReader reader, CacheRegion<V> region, EntryKey key, Load<V> load, CallScope scope) {
        this.reader = reader;
        this.ports = reader.ports();
        this.region = region;
        this.key = key;
        this.load = load;
        this.scope = scope;
        this.own = new OwnLoad<>(reader, region, load, scope);
    }

    CompletionStage<V> run() {
        return begin(found -> reader.decoded(region, found).map(this::hit).orElseGet(() -> miss(found)));
    }

    CompletionStage<V> runAnew() {
        return begin(this::miss);
    }

    /** Runs for a key whose miss a read of several keys has counted. */
    CompletionStage<V> runUncounted() {
        counted = true;
        return run();
    }

    private CompletionStage<V> begin(Function<Lookup, CompletionStage<Loaded<V>>> onFound) {
        return answer(onFound).thenApply(Loaded::value);
    }

    private CompletionStage<Loaded<V>> answer(Function<Lookup, CompletionStage<Loaded<V>>> onFound) {
        if (scope.hasTouched(key)) {
            countMiss();
            return own.alone();
        }
        if (reader.isPending(key)) {
            countMiss();
            return loadWithoutStore();
        }
        return store("find", () -> ports.entries().find(key), onFound, () -> {
            countMiss();
            return loadWithoutStore();
        });
    }

    private CompletionStage<Loaded<V>> hit(Found<V> found) {
        if (!counted) {
            ports.listener().onHit(region.name());
        }
        return CompletableFuture.completedFuture(new Loaded<>(found.value(), null));
    }

    private CompletionStage<Loaded<V>> miss(Lookup found) {
        countMiss();
        if (found instanceof Lookup.Hit hit) {
            rejected = hit.entry().token();
        }
        if (scope.fillRule() == FillRule.NEVER) {
            ports.listener().onFillRefused(region.name(), "open-transaction");
            return own.alone();
        }
        return lease();
    }

    private void countMiss() {
        if (!counted) {
            ports.listener().onMiss(region.name());
        }
    }

    private CompletionStage<Loaded<V>> lease() {
        LeaseAsk<V> ask = new LeaseAsk<>(reader, key, reader.newFlight(scope), load.lease(), rejected);
        return store("lease", ask::send, reply -> onReply(reply, ask), () -> {
            ask.abandon();
            return loadWithoutStore();
        });
    }

    private CompletionStage<Loaded<V>> onReply(LeaseReply reply, LeaseAsk<V> ask) {
        if (reply instanceof LeaseReply.Granted) {
            return own.leased(ask);
        }
        ask.refused();
        if (reply instanceof LeaseReply.Held held) {
            return loadsOnce ? own.alone() : join(held);
        }
        if (reply instanceof LeaseReply.Fenced fenced) {
            return loadTogether(fenced.fence());
        }
        return served(((LeaseReply.Hit) reply).entry());
    }

    private CompletionStage<Loaded<V>> join(LeaseReply.Held held) {
        Flight<Loaded<V>> flight = reader.flights().witnessed(held.holder());
        if (flight != null && (flight.isJoinable() || flight.awaitsThisThread())) {
            return joined(flight);
        }
        LeaseWait wait = reader.waits().on(key, held.holder(), held.remaining());
        return waited(wait.outcome(), end -> onEnd(end, wait));
    }

    private CompletionStage<Loaded<V>> onEnd(LeaseWait.End end, LeaseWait wait) {
        if (end instanceof LeaseWait.End.Filled filled) {
            return served(filled.entry());
        }
        if (end instanceof LeaseWait.End.Gone) {
            return lease();
        }
        Flight<Loaded<V>> mine = reader.flights().joinable(ports.tokens().get());
        Flight<Loaded<V>> first = wait.successor(mine);
        if (first != mine) {
            return joined(first);
        }
        loadsOnce = true;
        return lease().whenComplete(mine::land);
    }

    /** A value from the store, if it can be read; else the call asks for the lease once more, rejecting it. */
    private CompletionStage<Loaded<V>> served(Entry entry) {
        Optional<Found<V>> value = reader.decoded(region, new Lookup.Hit(entry));
        if (value.isPresent()) {
            return CompletableFuture.completedFuture(new Loaded<>(value.get().value(), null));
        }
        if (entry.token().equals(rejected)) {
            return own.alone();
        }
        rejected = entry.token();
        return lease();
    }

    private CompletionStage<Loaded<V>> joined(Flight<Loaded<V>> flight) {
        if (flight.awaitsThisThread()) {
            return own.alone();
        }
        return waited(
                flight.outcome(),
                loaded -> CompletableFuture.completedFuture(new Loaded<>(loaded.forAnother(region), loaded.payload())));
    }

    /** Waits for the outcome of another's load; when that takes too long, loads without caching. */
    private <T> CompletionStage<Loaded<V>> waited(
            CompletionStage<T> outcome, Function<T, CompletionStage<Loaded<V>>> onOutcome) {
        long start = ports.scheduler().nanoTime();
        return scope.awaitOther(
                outcome,
                value -> {
                    Duration time = Duration.ofNanos(ports.scheduler().nanoTime() - start);
                    ports.listener().onWait(region.name(), time);
                    return onOutcome.apply(value);
                },
                own::alone);
    }

    /** Loads while a write is under way: nothing may be stored, but callers who saw the same fence may share. */
    private CompletionStage<Loaded<V>> loadTogether(Token fence) {
        if (scope.inTransaction()) {
            return own.alone();
        }
        Flight<Loaded<V>> mine = reader.flights().joinable(ports.tokens().get());
        Flight<Loaded<V>> first = reader.flights().joinOrLead(fence, mine);
        return first != mine
                ? joined(first)
                : own.joinable(mine, () -> reader.flights().end(fence, mine));
    }

    private CompletionStage<Loaded<V>> loadWithoutStore() {
        if (scope.inTransaction()) {
            return own.alone();
        }
        Flight<Loaded<V>> mine = reader.flights().joinable(ports.tokens().get());
        Flight<Loaded<V>> first = reader.flights().joinOrLeadWithoutStore(key, mine);
        return first != mine
                ? joined(first)
                : own.joinable(mine, () -> reader.flights().endWithoutStore(key, mine));
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
