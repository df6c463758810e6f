package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The loads that one call shares with others: it waits for theirs, or lets others of this process join its own where no lease
 * is to be had. Used by one call, one step at a time.
 *
 * @param <V> the type of the value
 */
final class SharedLoad<V extends @Nullable Object> {

    private final CachePorts ports;
    private final Flights flights;
    private final LoadTurns turns;
    private final OutageLoads outage;
    private final CacheRegion<V> region;
    private final EntryKey key;
    private final CallScope scope;
    private final Patience<Loaded<V>> patience;
    private final OwnLoad<V> own;

    SharedLoad(
            ReadParts parts,
            CacheRegion<V> region,
            EntryKey key,
            CallScope scope,
            Patience<Loaded<V>> patience,
            OwnLoad<V> own) {
        this.ports = parts.ports();
        this.flights = parts.flights();
        this.turns = parts.turns();
        this.outage = parts.outage();
        this.region = region;
        this.key = key;
        this.scope = scope;
        this.patience = patience;
        this.own = own;
    }

    /** Joins a load; goes on otherwise if one of its tags may have been invalidated before this call. */
    CompletionStage<Loaded<V>> joined(
            Flight<Loaded<V>> flight, long tagClock, Supplier<CompletionStage<Loaded<V>>> otherwise) {
        return flight.awaitsThisThread()
                ? own.alone()
                : awaited(flight.outcome(), loaded -> loaded.isAsNewAs(tagClock) ? copied(loaded) : otherwise.get());
    }

    /** Joins a load that no invalidation known to this call can precede. */
    CompletionStage<Loaded<V>> joined(Flight<Loaded<V>> flight) {
        return flight.awaitsThisThread() ? own.alone() : awaited(flight.outcome(), this::copied);
    }

    private CompletionStage<Loaded<V>> copied(Loaded<V> loaded) {
        return CompletableFuture.completedFuture(new Loaded<>(loaded.forAnother(region), loaded.payload()));
    }

    /** Waits for the outcome of another's load; when that takes too long, loads without caching. */
    <T> CompletionStage<Loaded<V>> awaited(
            CompletionStage<T> outcome, Function<T, CompletionStage<Loaded<V>>> onOutcome) {
        long start = ports.scheduler().nanoTime();
        return patience.awaitOther(
                outcome,
                value -> {
                    Duration time = Duration.ofNanos(ports.scheduler().nanoTime() - start);
                    ports.listener().onWait(region.name(), time);
                    return onOutcome.apply(value);
                },
                own::alone);
    }

    /** Loads while a write is under way: nothing may be stored, and no name changes when that write commits. */
    CompletionStage<Loaded<V>> behind(Token fence) {
        return scope.inTransaction()
                ? own.alone()
                : inTurn(fence, patience.waitLeft(), mine -> own.joinable(mine, loaded -> turns.end(fence, mine)));
    }

    /** Loads while the store cannot be asked. */
    CompletionStage<Loaded<V>> withoutStore() {
        if (scope.inTransaction()) {
            return outage.run(scope, patience, own::alone);
        }
        return region.near() == null ? oneAfterTheOther() : youngOrOwn();
    }

    /** Nobody may get what is older than the call. */
    private CompletionStage<Loaded<V>> oneAfterTheOther() {
        return inTurn(
                key,
                patience.turnLeft(),
                mine -> outage.run(scope, patience, () -> own.joinable(mine, loaded -> turns.end(key, mine))));
    }

    private CompletionStage<Loaded<V>> inTurn(
            Object subject, Duration atMost, Function<Flight<Loaded<V>>, CompletionStage<Loaded<V>>> lead) {
        Flight<Loaded<V>> mine = flights.joinable(ports.tokens().get());
        LoadTurns.Place<Loaded<V>> place = turns.take(subject, mine);
        if (place.flight() != mine) {
            return place.followsThisThread() ? own.alone() : joined(place.flight());
        }
        Flight<?> before = place.before();
        return before == null || place.followsThisThread()
                ? lead.apply(mine)
                : scope.await(ended(before), atMost, landed -> lead.apply(mine), late -> lead.apply(mine));
    }

    /** However it ends. */
    private static CompletionStage<CompletionStage<Boolean>> ended(Flight<?> flight) {
        return Stages.settled(flight.outcome().handle((value, failure) -> true));
    }

    /** What is cached near may be a little older than the call anyway, and so may a young load of another. */
    private CompletionStage<Loaded<V>> youngOrOwn() {
        Flight<Loaded<V>> mine = flights.joinable(ports.tokens().get());
        Flight<Loaded<V>> first = flights.joinOrLeadWithoutStore(key, mine);
        return first != mine ? joined(first) : outage.run(scope, patience, () -> lead(mine));
    }

    private CompletionStage<Loaded<V>> lead(Flight<Loaded<V>> mine) {
        NearFill<V> near = NearFill.begin(region, key);
        long startNanos = ports.scheduler().nanoTime();
        return own.joinable(mine, loaded -> {
            flights.endWithoutStore(key, mine);
            own.keepWithoutStore(loaded, near, startNanos);
        });
    }
}
