package dev.cachekit.strategy;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The leases of one read of several keys, asked for and renewed together. Used by one call, one step at a time. */
final class BulkLease {

    private final CachePorts ports;
    private final Duration duration;
    private final long startNanos;
    private final Map<EntryKey, Token> tokens = new LinkedHashMap<>();
    private final Map<EntryKey, LeaseReply> replies = new LinkedHashMap<>();
    private final List<LeaseRenewal> renewals = new ArrayList<>();

    BulkLease(CachePorts ports, Duration duration, List<EntryKey> keys) {
        this.ports = ports;
        this.duration = duration;
        this.startNanos = ports.scheduler().nanoTime();
        keys.forEach(key -> tokens.put(key, ports.tokens().get()));
    }

    /** Sends all requests before it waits for any answer. */
    CompletionStage<Void> request() {
        Map<EntryKey, CompletableFuture<LeaseReply>> asked = new LinkedHashMap<>();
        tokens.forEach((key, token) -> asked.put(
                key,
                ports.entries()
                        .lease(key, new LeaseRequest(token, duration, null))
                        .toCompletableFuture()));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .thenRun(() -> asked.forEach((key, reply) -> note(key, reply.join())));
    }

    List<EntryKey> granted() {
        return tokens.keySet().stream().filter(this::isGranted).toList();
    }

    List<EntryKey> notGranted() {
        return tokens.keySet().stream().filter(key -> !isGranted(key)).toList();
    }

    Token token(EntryKey key) {
        return Objects.requireNonNull(tokens.get(key));
    }

    Duration age() {
        return Duration.ofNanos(ports.scheduler().nanoTime() - startNanos);
    }

    void stopRenewal() {
        renewals.forEach(LeaseRenewal::stop);
    }

    /** Gives all leases back, those included that were granted without our hearing of it. */
    void releaseAll() {
        stopRenewal();
        tokens.forEach((key, token) -> ports.entries().release(key, token));
    }

    private void note(EntryKey key, LeaseReply reply) {
        replies.put(key, reply);
        if (reply instanceof LeaseReply.Granted) {
            renewals.add(LeaseRenewal.start(ports, key, token(key), duration));
        }
    }

    private boolean isGranted(EntryKey key) {
        return replies.get(key) instanceof LeaseReply.Granted;
    }
}
