package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.recovery.PendingRemovals;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Token;
import dev.cachekit.spi.TransactionScope.FillRule;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What all reads of one CacheKit share: ports, and what is under way. Safe for use by many threads. */
final class ReadParts {

    private static final CompletionStage<Long> NO_TAGS = CompletableFuture.completedFuture(0L);

    private final CachePorts ports;
    private final PendingRemovals pending;
    private final Flights flights;
    private final LeaseWaits waits;
    private final LeaseLine leaseLine;
    private final Upkeep upkeep;
    private final StoredValues values;
    private final TimedLoads loads;
    private final NearReads near;
    private final LoadTurns turns = new LoadTurns();
    private final OutageLoads outage = new OutageLoads();

    ReadParts(CachePorts ports, PendingRemovals pending, Flights flights) {
        this.ports = ports;
        this.pending = pending;
        this.flights = flights;
        this.waits = new LeaseWaits(ports);
        this.leaseLine = new LeaseLine(
                ports.entries(), ports.scheduler(), ports.remote() ? ports.deadline() : Duration.ofNanos(-1));
        this.values = new StoredValues(ports.listener());
        this.loads = new TimedLoads(ports);
        this.near = new NearReads(this);
        this.upkeep = new Upkeep(this);
    }

    /** Tells whether the store has not acknowledged an invalidation of a key by this process. */
    boolean isPending(EntryKey key) {
        return pending.covers(key);
    }

    /** What a transaction loads is for itself until it has committed. */
    <V extends @Nullable Object> Flight<Loaded<V>> newFlight(CallScope scope) {
        Token token = ports.tokens().get();
        return scope.fillRule() == FillRule.NOW ? flights.joinable(token) : flights.secluded(token);
    }

    /** Begins to read the tag clock of a cache, if a load may need it. */
    CompletionStage<Long> tagClock(CacheRegion<?> region, Tags tags) {
        return tagClock(region, tags, ports.entries());
    }

    /** As {@link #tagClock(CacheRegion, Tags)}, on another way to the store. */
    CompletionStage<Long> tagClock(CacheRegion<?> region, Tags tags, EntryStore way) {
        return tags == Tags.NONE ? NO_TAGS : Stages.begun(() -> way.tagClock(region.space()));
    }

    CachePorts ports() {
        return ports;
    }

    Flights flights() {
        return flights;
    }

    LeaseWaits waits() {
        return waits;
    }

    LeaseLine leaseLine() {
        return leaseLine;
    }

    Upkeep upkeep() {
        return upkeep;
    }

    StoredValues values() {
        return values;
    }

    TimedLoads loads() {
        return loads;
    }

    NearReads near() {
        return near;
    }

    LoadTurns turns() {
        return turns;
    }

    OutageLoads outage() {
        return outage;
    }
}
