package dev.cachekit.strategy;

import dev.cachekit.operation.Consistency;
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
    private final OutageLoads outage;
    private final CacheRegion<V> region;
    private final EntryKey key;
    private final CallScope scope;
    private final Patience<Loaded<V>> patience;
    private final OwnLoad<V> own;

    SharedLoad(
            CacheReader reader,
            CacheRegion<V> region,
            EntryKey key,
            CallScope scope,
            Patience<Loaded<V>> patience,
            OwnLoad<V> own) {
        this.ports = reader.ports();
        this.flights = reader.flights();
        this.outage = reader.outage();
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

    /**
     * Loads while a write is under way: nothing may be stored. No name changes when that write commits, so a load that has
     * begun may be older than this call; one that is yet to begin may be shared.
     */
    CompletionStage<Loaded<V>> behind(Token fence) {
        if (scope.inTransaction()) {
            return own.alone();
        }
        Flight<Loaded<V>> mine = flights.joinable(ports.tokens().get());
        Flight<Loaded<V>> before = null;
        Token place = fence;
        for (Flight<Loaded<V>> there = flights.joinOrLead(place, mine);
                there != mine;
                there = flights.joinOrLead(place, mine)) {
            if (there.awaitsThisThread()) {
                return own.alone();
            }
            if (!there.hasBegun()) {
                return joined(there);
            }
            before = there;
            place = there.token();
        }
        return leadAfter(before, place, mine);
    }

    /** One load at a time, as long as the one before ends while this caller may wait. */
    private CompletionStage<Loaded<V>> leadAfter(
            @Nullable Flight<Loaded<V>> before, Token place, Flight<Loaded<V>> mine) {
        Supplier<CompletionStage<Loaded<V>>> lead = () -> own.joinable(mine, loaded -> flights.end(place, mine));
        return before == null
                ? lead.get()
                : scope.await(
                        Stages.settled(before.outcome()), scope.waitLeft(), landed -> lead.get(), late -> lead.get());
    }

    /** Loads while the store cannot be asked. */
    CompletionStage<Loaded<V>> withoutStore() {
        if (scope.inTransaction() || region.settings().consistency() == Consistency.LINEAR) {
            return outage.run(scope, own::alone);
        }
        Flight<Loaded<V>> mine = flights.joinable(ports.tokens().get());
        Flight<Loaded<V>> first = flights.joinOrLeadWithoutStore(key, mine);
        return first != mine ? joined(first) : outage.run(scope, () -> lead(mine));
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
