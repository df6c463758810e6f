package dev.cachekit.strategy;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.TransactionScope.FillRule;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A load that holds the lease of its key: the flight that others join, the renewal of the lease, and the fill, begun and
 * ended together. Whatever the outcome, exactly one of {@link #succeed} and {@link #fail} must be called.
 *
 * @param <V> the type of the value
 */
final class LeasedLoad<V extends @Nullable Object> {

    private static final CompletionStage<Void> LATER = CompletableFuture.completedFuture(null);

    private final CacheReader reader;
    private final CallScope scope;
    private final LeaseAsk<V> lease;
    private final Fill<V> fill;
    private final LeaseRenewal renewal;
    private final long startNanos;

    LeasedLoad(CacheReader reader, Fill<V> fill, LeaseAsk<V> lease, CallScope scope) {
        this.reader = reader;
        this.scope = scope;
        this.lease = lease;
        this.fill = fill;
        this.renewal = lease.renewed();
        this.startNanos = reader.ports().scheduler().nanoTime();
    }

    EntryKey key() {
        return lease.key();
    }

    Flight<Loaded<V>> flight() {
        return lease.flight();
    }

    Loaded<V> encode(V value) {
        return fill.encode(value);
    }

    /**
     * Hands the value to those who joined, and stores it. The stage never fails; it is complete at once if storing has to
     * wait for the commit.
     */
    CompletionStage<Void> succeed(Loaded<V> loaded) {
        Duration loadTime = Duration.ofNanos(reader.ports().scheduler().nanoTime() - startNanos);
        flight().land(loaded, null);
        if (scope.fillRule() == FillRule.NOW) {
            return store(loaded, loadTime);
        }
        scope.afterwards(lease.key(), visible -> visible ? store(loaded, loadTime) : end(fill::release));
        return LATER;
    }

    /** Hands the failure to those who joined, and gives the lease back. The stage never fails. */
    CompletionStage<Void> fail(Throwable failure) {
        flight().land(null, failure);
        return end(() -> fill.releaseAfter(failure));
    }

    private CompletionStage<Void> store(Loaded<V> loaded, Duration loadTime) {
        Payload payload = loaded.payload();
        return end(() -> payload == null ? fill.discard() : fill.store(loaded.value(), payload, loadTime));
    }

    private CompletionStage<Void> end(Supplier<CompletionStage<Void>> request) {
        renewal.stop();
        return request.get().whenComplete((done, failure) -> reader.flights().end(flight()));
    }
}
