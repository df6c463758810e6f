package dev.cachekit.strategy;

import dev.cachekit.WaitInterruptedException;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spi.TransactionScope.FillRule;
import dev.cachekit.strategy.CacheReader.Found;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
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
    private final Caller caller;
    private final StoreTime time;
    private final TransactionScope transaction;
    private final long waitUntil;

    /** The value that was found but cannot be read, or is not wanted: it counts as absent. */
    private @Nullable Token rejected;

    /** A load that this call waited for was given up: now every process loads once, nobody waits again. */
    private boolean loadsOnce;

    ReadCall(CacheReader reader, CacheRegion<V> region, EntryKey key, Load<V> load, Caller caller) {
        this.reader = reader;
        this.ports = reader.ports();
        this.region = region;
        this.key = key;
        this.load = load;
        this.caller = caller;
        this.time = new StoreTime(ports, caller);
        this.transaction = ports.transactions().current();
        this.waitUntil = ports.scheduler().nanoTime() + Stages.saturatedNanos(longestWait());
    }

    CompletionStage<V> run() {
        return begin(found -> {
            Optional<Found<V>> value = reader.decoded(region, found);
            if (value.isPresent()) {
                ports.listener().onHit(region.name());
                return CompletableFuture.completedFuture(
                        new Loaded<>(value.get().value(), null));
            }
            return miss(found);
        });
    }

    CompletionStage<V> runAnew() {
        return begin(this::miss);
    }

    private CompletionStage<V> begin(Function<Lookup, CompletionStage<Loaded<V>>> onFound) {
        if (transaction.hasTouched(key)) {
            return loadUnshared().thenApply(Loaded::value);
        }
        if (reader.isPending(key)) {
            return loadWithoutStore().thenApply(Loaded::value);
        }
        return store("find", () -> ports.entries().find(key), onFound, this::loadWithoutStore)
                .thenApply(Loaded::value);
    }

    private CompletionStage<Loaded<V>> miss(Lookup found) {
        ports.listener().onMiss(region.name());
        if (found instanceof Lookup.Hit hit) {
            rejected = hit.entry().token();
        }
        if (transaction.fillRule() == FillRule.NEVER) {
            ports.listener().onFillRefused(region.name(), "open-transaction");
            return loadUnshared();
        }
        return lease();
    }

    private CompletionStage<Loaded<V>> lease() {
        Flight<Loaded<V>> flight = reader.flights().unshared(ports.tokens().get());
        if (transaction.fillRule() == FillRule.NOW) {
            reader.flights().share(flight);
        }
        LeaseRequest request = new LeaseRequest(flight.token(), load.lease(), rejected);
        return store("lease", () -> ports.entries().lease(key, request), reply -> onReply(reply, flight), () -> {
            reader.flights().end(flight);
            ports.entries().release(key, flight.token()); // it may have been granted without our hearing of it
            return loadWithoutStore();
        });
    }

    private CompletionStage<Loaded<V>> onReply(LeaseReply reply, Flight<Loaded<V>> flight) {
        if (reply instanceof LeaseReply.Granted) {
            return lead(flight);
        }
        reader.flights().end(flight);
        if (reply instanceof LeaseReply.Held held) {
            return loadsOnce ? loadUnshared() : join(held);
        }
        if (reply instanceof LeaseReply.Fenced fenced) {
            return loadTogether(fenced.fence());
        }
        return served(((LeaseReply.Hit) reply).entry());
    }

    private CompletionStage<Loaded<V>> lead(Flight<Loaded<V>> flight) {
        LeaseRenewal renewal = LeaseRenewal.start(ports, key, flight.token(), load.lease());
        Fill<V> fill = new Fill<>(ports, region, key, flight.token(), load, time);
        long start = ports.scheduler().nanoTime();
        return Stages.either(
                timedLoad(),
                value -> {
                    Loaded<V> loaded = fill.encode(value);
                    flight.land(loaded, null);
                    Duration loadTime = Duration.ofNanos(ports.scheduler().nanoTime() - start);
                    return finish(flight, renewal, fill.store(loaded, loadTime, transaction))
                            .thenApply(done -> loaded);
                },
                failure -> {
                    flight.land(null, failure);
                    return finish(flight, renewal, fill.giveUp())
                            .thenCompose(done -> CompletableFuture.failedFuture(failure));
                });
    }

    private CompletionStage<Void> finish(Flight<?> flight, LeaseRenewal renewal, Fill.Ending ending) {
        ending.leaseEnded().whenComplete((done, failure) -> renewal.stop());
        return ending.callerMayGo()
                .whenComplete((done, failure) -> reader.flights().end(flight));
    }

    private CompletionStage<Loaded<V>> join(LeaseReply.Held held) {
        Flight<Loaded<V>> flight = reader.flights().witnessed(held.holder());
        if (flight != null) {
            return flight.isLedByThisThread() ? loadUnshared() : joined(flight);
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
        Flight<Loaded<V>> mine = reader.flights().unshared(ports.tokens().get());
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
            return loadUnshared();
        }
        rejected = entry.token();
        return lease();
    }

    private CompletionStage<Loaded<V>> joined(Flight<Loaded<V>> flight) {
        return waited(
                flight.outcome(),
                loaded -> CompletableFuture.completedFuture(new Loaded<>(loaded.forAnother(region), loaded.payload())));
    }

    /** Waits for the outcome of another's load; when that takes too long, loads without caching. */
    private <T> CompletionStage<Loaded<V>> waited(
            CompletionStage<T> outcome, Function<T, CompletionStage<Loaded<V>>> onOutcome) {
        long start = ports.scheduler().nanoTime();
        return Stages.either(
                caller.await(outcome, Duration.ofNanos(Math.max(0, waitUntil - start))),
                value -> {
                    ports.listener()
                            .onWait(
                                    region.name(),
                                    Duration.ofNanos(ports.scheduler().nanoTime() - start));
                    return onOutcome.apply(value);
                },
                failure -> {
                    if (failure instanceof TimeoutException) {
                        return loadUnshared();
                    }
                    return CompletableFuture.failedFuture(
                            failure instanceof InterruptedException
                                    ? new WaitInterruptedException("the load of another caller", failure)
                                    : failure);
                });
    }

    /** Loads while a write is under way: nothing may be stored, but callers who saw the same fence may share. */
    private CompletionStage<Loaded<V>> loadTogether(Token fence) {
        if (transaction.isOpen()) {
            return loadUnshared();
        }
        Flight<Loaded<V>> mine = reader.flights().unshared(ports.tokens().get());
        Flight<Loaded<V>> first = reader.flights().joinOrLead(fence, mine);
        if (first != mine) {
            return first.isLedByThisThread() ? loadUnshared() : joined(first);
        }
        return loadUnshared().whenComplete((loaded, failure) -> {
            mine.land(loaded, failure);
            reader.flights().end(fence, mine);
        });
    }

    private CompletionStage<Loaded<V>> loadWithoutStore() {
        if (transaction.isOpen()) {
            return loadUnshared();
        }
        Flight<Loaded<V>> mine = reader.flights().unshared(ports.tokens().get());
        Flight<Loaded<V>> first = reader.flights().joinOrLeadWithoutStore(key, mine);
        if (first != mine) {
            return first.isLedByThisThread() ? loadUnshared() : joined(first);
        }
        return loadUnshared().whenComplete((loaded, failure) -> {
            mine.land(loaded, failure);
            reader.flights().endWithoutStore(key, mine);
        });
    }

    private CompletionStage<Loaded<V>> loadUnshared() {
        return timedLoad().thenApply(value -> new Loaded<>(value, null));
    }

    private CompletionStage<V> timedLoad() {
        long start = ports.scheduler().nanoTime();
        return load.start().get().whenComplete((value, failure) -> {
            Duration took = Duration.ofNanos(ports.scheduler().nanoTime() - start);
            ports.listener().onLoad(region.name(), took, failure == null);
        });
    }

    private <T> CompletionStage<Loaded<V>> store(
            String operation,
            Supplier<CompletionStage<T>> request,
            Function<T, CompletionStage<Loaded<V>>> onAnswer,
            Supplier<CompletionStage<Loaded<V>>> onFailure) {
        return Stages.either(time.spend(request), onAnswer, failure -> {
            ports.listener().onStoreFailure(region.name(), operation, failure);
            return onFailure.get();
        });
    }

    /** A transaction holds a database connection, which the load waited for may need. */
    private Duration longestWait() {
        Duration inTransaction = Duration.ofSeconds(1);
        boolean shorten = transaction.isOpen() && load.maxWait().compareTo(inTransaction) > 0;
        return shorten ? inTransaction : load.maxWait();
    }
}
