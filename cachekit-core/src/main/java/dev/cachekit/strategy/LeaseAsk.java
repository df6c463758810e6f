package dev.cachekit.strategy;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Token;
import java.time.Duration;
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
    private final EntryKey key;
    private final Flight<Loaded<V>> flight;
    private final LeaseRequest request;
    private final CompletableFuture<LeaseReply> reply = new CompletableFuture<>();
    private boolean sent;

    LeaseAsk(CacheReader reader, EntryKey key, Flight<Loaded<V>> flight, Duration lease, @Nullable Token rejected) {
        this.ports = reader.ports();
        this.flights = reader.flights();
        this.key = key;
        this.flight = flight;
        this.request = new LeaseRequest(flight.token(), lease.minus(noticing(lease)), rejected);
    }

    EntryKey key() {
        return key;
    }

    Flight<Loaded<V>> flight() {
        return flight;
    }

    CompletionStage<LeaseReply> send() {
        sent = true;
        flights.enter(flight);
        Stages.begun(() -> ports.entries().lease(key, request)).whenComplete((answer, failure) -> {
            if (failure == null) {
                reply.complete(answer);
            } else {
                reply.completeExceptionally(Stages.cause(failure));
            }
        });
        return reply;
    }

    /** The lease was granted, and lasts until the renewal is stopped. */
    LeaseRenewal renewed() {
        return LeaseRenewal.start(ports, key, flight.token(), request.duration());
    }

    /** Another has the lease, or none is needed. */
    void refused() {
        flights.end(flight);
    }

    /**
     * Ends a request whose answer did not come. The lease may have been granted without our hearing of it, or may be so
     * later still: until it expires everybody else would wait for nothing.
     */
    void abandon() {
        flights.end(flight);
        if (!sent) {
            return;
        }
        release();
        reply.thenAccept(late -> {
            if (late instanceof LeaseReply.Granted) {
                release();
            }
        });
    }

    /** Others are to succeed a dead loader within the lease time, so noticing its death is part of it. */
    private static Duration noticing(Duration lease) {
        return lease.dividedBy(20);
    }

    private void release() {
        Stages.begun(() -> ports.entries().release(key, flight.token()));
    }
}
