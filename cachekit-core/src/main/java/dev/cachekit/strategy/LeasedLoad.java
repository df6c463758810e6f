package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Payload;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A load that holds the lease of its key: the flight that others join, the renewal of the lease, and the fill, begun and
 * ended together. Whatever the outcome, the conclusion of exactly one of {@link #landed} and {@link #failed} must be sent.
 *
 * @param <V> the type of the value
 */
final class LeasedLoad<V extends @Nullable Object> {

    private final ReadParts parts;
    private final LeaseAsk<V> lease;
    private final Fill<V> fill;
    private final LeaseRenewal renewal;
    private final long startNanos;

    LeasedLoad(ReadParts parts, Fill<V> fill, LeaseAsk<V> lease, LeaseRenewal renewal) {
        this.parts = parts;
        this.lease = lease;
        this.fill = fill;
        this.renewal = renewal;
        this.startNanos = parts.ports().scheduler().nanoTime();
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

    /** Hands the value to those who joined, and stores it. As {@link Conclusion#whenVisible}. */
    CompletionStage<Void> succeed(Loaded<V> loaded, CallScope scope) {
        return Conclusion.whenVisible(parts.ports(), scope, List.of(landed(loaded)));
    }

    /** Hands the failure to those who joined, and gives the lease back. The stage never fails. */
    CompletionStage<Void> fail(Throwable failure) {
        return Conclusion.now(parts.ports(), List.of(failed(failure)));
    }

    /** Hands the value to those who joined. What is left is to store it, once it may be seen. */
    Conclusion landed(Loaded<V> loaded) {
        Duration loadTime = Duration.ofNanos(parts.ports().scheduler().nanoTime() - startNanos);
        flight().land(loaded, null);
        return new End((way, visible) -> visible ? store(way, loaded, loadTime) : fill.release(way));
    }

    /** Hands the failure to those who joined. What is left is to give the lease back. */
    Conclusion failed(Throwable failure) {
        flight().land(null, failure);
        return new End((way, visible) -> fill.releaseAfter(failure, way));
    }

    /** Gives the lease back without a value or a failure; for a load that nobody has joined. The stage never fails. */
    CompletionStage<Void> giveUp() {
        return Conclusion.now(parts.ports(), List.of(new End((way, visible) -> fill.release(way))));
    }

    private CompletionStage<Boolean> store(EntryStore way, Loaded<V> loaded, Duration loadTime) {
        Payload payload = loaded.payload();
        return payload == null ? fill.discard(way) : fill.store(loaded.value(), payload, loadTime, way);
    }

    private final class End implements Conclusion {

        private final BiFunction<EntryStore, Boolean, CompletionStage<Boolean>> request;

        End(BiFunction<EntryStore, Boolean, CompletionStage<Boolean>> request) {
            this.request = request;
        }

        @Override
        public EntryKey key() {
            return LeasedLoad.this.key();
        }

        @Override
        public CompletionStage<Boolean> send(EntryStore way, boolean visible) {
            renewal.stop(key());
            return Stages.begun(() -> request.apply(way, visible))
                    .whenComplete((answered, failure) -> parts.flights().end(flight()))
                    .exceptionally(failure -> false);
        }

        @Override
        public CompletionStage<Boolean> giveBack(EntryStore way) {
            return fill.release(way);
        }
    }
}
