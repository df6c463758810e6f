package dev.cachekit.strategy;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.call.Stages;
import dev.cachekit.near.Ticket;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One request for a lease, with the flight that others find by the lease's token once the store shows it. Used by one
 * call, one step at a time.
 *
 * @param <V> the type of the value
 */
final class LeaseAsk<V extends @Nullable Object> {

    private final CachePorts ports;
    private final Flights flights;
    private final LeaseLine line;
    private final EntryKey key;
    private final Flight<Loaded<V>> flight;
    private final LeaseRequest request;
    private final CompletableFuture<LeaseReply> reply = new CompletableFuture<>();
    private final CompletionStage<Long> reading;
    private final @Nullable Ticket ticket;
    private long tagClock;
    private volatile boolean sent;

    LeaseAsk(ReadParts parts, EntryKey key, Flight<Loaded<V>> flight, LeaseTerms terms) {
        this.ports = parts.ports();
        this.flights = parts.flights();
        this.line = parts.leaseLine();
        this.key = key;
        this.flight = flight;
        this.reading = terms.tagClock();
        this.ticket = ports.near().ticket(key);
        Duration lease = terms.lease();
        this.request =
                new LeaseRequest(flight.token(), lease.minus(noticing(lease)), terms.rejected(), terms.reloads());
    }

    /** The request for a load; of what the store has, one value may count as absent, and one may be there to be replaced. */
    static <V extends @Nullable Object> LeaseAsk<V> of(
            ReadParts parts,
            CacheRegion<V> region,
            EntryKey key,
            Load<V> load,
            CallScope scope,
            @Nullable Token rejected,
            @Nullable Token reloads) {
        LeaseTerms terms = new LeaseTerms(load.lease(), rejected, reloads, parts.tagClock(region, load.tags()));
        return new LeaseAsk<>(parts, key, parts.newFlight(scope), terms);
    }

    EntryKey key() {
        return key;
    }

    Flight<Loaded<V>> flight() {
        return flight;
    }

    /** Takes a place among the requests of this process for the lease. Whoever does so sends. */
    LeaseLine.Place queue() {
        return line.enter(key, request);
    }

    /** Sends the request on a way to the store; later and by itself, if one of this process is on its way already. */
    CompletionStage<LeaseReply> send(EntryStore way) {
        LeaseLine.Place mine = queue();
        EntryStore taken = mine.waits() ? ports.entries() : way;
        CompletionStage<LeaseReply> answer = awaited(mine);
        mine.turn().thenRun(() -> mine.go(taken));
        return answer;
    }

    /** The answer to the request, which has its place and goes when somebody says so. */
    CompletionStage<LeaseReply> awaited(LeaseLine.Place mine) {
        flights.enter(flight);
        mine.answer(() -> sent = true).whenComplete((answer, failure) -> {
            if (failure == null) {
                reply.complete(answer);
            } else {
                fail(Stages.cause(failure));
            }
        });
        // the clock must have been read before the load begins
        return reply.thenCombine(reading, (answer, clock) -> {
            tagClock = clock;
            return answer;
        });
    }

    /** The reading of the tag clock from before the load; zero for a load without tags. */
    long tagClock() {
        return tagClock;
    }

    /** What was known of invalidations before the load began; null if the value is not to be kept in this process. */
    @Nullable
    Ticket ticket() {
        return ticket;
    }

    /** Whether the load replaces a value that stays readable meanwhile. */
    boolean isReload() {
        return reloads() != null;
    }

    /** The value that the load replaces, if it is still there; null if there was none. */
    @Nullable
    Token reloads() {
        return request.reloads();
    }

    Duration duration() {
        return request.duration();
    }

    /** The lease was granted, and lasts until the renewal is stopped. */
    LeaseRenewal renewed() {
        return LeaseRenewal.start(ports, Map.of(key, flight.token()), request.duration());
    }

    /** Another has the lease, or none is needed. */
    void refused() {
        flights.end(flight);
    }

    /**
     * Ends a request whose answer did not come. The lease may have been granted without our hearing of it, or may be so
     * later still, when its turn comes: until it expires everybody else would wait for nothing. What has not been sent was not
     * granted, and a store that is left alone must not be asked to end it.
     */
    void abandon(EntryStore way) {
        flights.end(flight);
        boolean pending = !reply.isDone();
        if (sent) {
            release(way);
        }
        // the release of a moment ago may have overtaken a request that still had to wait
        reply.whenComplete((late, failure) -> {
            if (late instanceof LeaseReply.Granted || failure != null && sent && pending) {
                release(ports.entries());
            }
        });
    }

    private void fail(Throwable failure) {
        if (failure instanceof BackendUnavailableException away && !away.wasSent()) {
            sent = false;
        }
        reply.completeExceptionally(failure);
    }

    /** Others are to succeed a dead loader within the lease time, so noticing its death is part of it. */
    private static Duration noticing(Duration lease) {
        return Duration.ofNanos(Stages.saturatedNanos(lease) / 20);
    }

    private void release(EntryStore way) {
        Stages.begun(() -> way.release(key, flight.token()));
    }
}
