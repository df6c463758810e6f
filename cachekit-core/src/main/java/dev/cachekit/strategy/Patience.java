package dev.cachekit.strategy;

import dev.cachekit.LoadTimeoutException;
import dev.cachekit.operation.ReloadSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long one call waits for loads, its own and those of others, from its first miss on: up to the soft time-out while
 * there is a stale value to serve instead, and never beyond the hard time-out. A load with such a limit runs in the
 * background, where it goes on when its caller has left. Used by one call, one step at a time.
 *
 * <p>Without limits within a transaction, because the load belongs to it, and in the background itself, where nobody waits.
 *
 * @param <V> the type of the value
 */
final class Patience<V extends @Nullable Object> {

    /** A load may take any time unless a limit says otherwise. */
    private static final Duration ANY_TIME = Duration.ofDays(365);

    /** Marks the end of the soft time-out among the failures of a wait. */
    private static final class SoftTimeoutException extends Exception {
        private static final long serialVersionUID = 1L;

        SoftTimeoutException() {
            super(null, null, false, false);
        }
    }

    /**
     * A load to be run: where, and how it is begun.
     *
     * @param <V> the type of the value
     */
    interface Work<V extends @Nullable Object> {
        CompletionStage<Loaded<V>> run(CallScope where, Supplier<CompletionStage<V>> start);
    }

    private final CachePorts ports;
    private final CacheRegion<V> region;
    private final CallScope scope;
    private final StaleFallback<V> fallback;
    private final ReloadSettings settings;
    private final long startNanos;

    Patience(CachePorts ports, CacheRegion<V> region, CallScope scope, StaleFallback<V> fallback) {
        this.ports = ports;
        this.region = region;
        this.scope = scope;
        this.fallback = fallback;
        this.settings = region.settings().reload();
        this.startNanos = ports.scheduler().nanoTime();
    }

    /** Runs a load of this call. */
    CompletionStage<Loaded<V>> load(Supplier<CompletionStage<V>> start, Work<V> work) {
        if (!hasSoftLimit() && !hasHardLimit()) {
            return work.run(scope, start);
        }
        CompletableFuture<Loaded<V>> running = new CompletableFuture<>();
        boolean begun = ports.background().run(() -> land(running, work.run(CallScope.inBackground(ports), start)));
        if (begun) {
            return await(running, () -> ANY_TIME, CompletableFuture::completedFuture, () -> running);
        }
        ports.listener().onSkipped(region.name(), "time-limit");
        // so many loads hang already that this one might, too
        return work.run(scope, hasHardLimit() ? () -> CompletableFuture.failedFuture(tooSlow()) : start);
    }

    /** Waits for the load of another; goes on otherwise when that takes longer than this caller waits for others. */
    <T> CompletionStage<Loaded<V>> awaitOther(
            CompletionStage<T> outcome,
            Function<T, CompletionStage<Loaded<V>>> onValue,
            Supplier<CompletionStage<Loaded<V>>> onTimeout) {
        return await(outcome, scope::waitLeft, onValue, () -> fallback.instead("max-wait", onTimeout));
    }

    private <T> CompletionStage<Loaded<V>> await(
            CompletionStage<T> outcome,
            Supplier<Duration> atMost,
            Function<T, CompletionStage<Loaded<V>>> onValue,
            Supplier<CompletionStage<Loaded<V>>> onTimeout) {
        return scope.await(
                hasSoftLimit() ? softly(hard(outcome)) : hard(outcome),
                atMost.get(),
                onValue,
                failure -> failure instanceof SoftTimeoutException
                        ? fallback.instead(
                                "soft-timeout",
                                () -> scope.await(hard(outcome), atMost.get(), onValue, late -> ended(late, onTimeout)))
                        : ended(failure, onTimeout));
    }

    private static <T extends @Nullable Object> CompletionStage<T> ended(
            Throwable failure, Supplier<CompletionStage<T>> onTimeout) {
        return failure instanceof TimeoutException ? onTimeout.get() : CompletableFuture.failedFuture(failure);
    }

    private <T> CompletionStage<CompletionStage<T>> hard(CompletionStage<T> outcome) {
        CompletionStage<CompletionStage<T>> settled = Stages.settled(outcome);
        return hasHardLimit() ? within(settings.hardTimeout(), settled, this::tooSlow) : settled;
    }

    private <T> CompletionStage<T> softly(CompletionStage<T> outcome) {
        return within(settings.softTimeout(), outcome, SoftTimeoutException::new);
    }

    private <T> CompletionStage<T> within(Duration limit, CompletionStage<T> outcome, Supplier<Throwable> failure) {
        Duration left = limit.minusNanos(ports.scheduler().nanoTime() - startNanos);
        return Stages.within(ports.scheduler(), outcome, left.isNegative() ? Duration.ZERO : left, failure);
    }

    private LoadTimeoutException tooSlow() {
        return new LoadTimeoutException(region.name(), settings.hardTimeout());
    }

    private boolean hasSoftLimit() {
        return !settings.softTimeout().isZero() && fallback.canStandIn() && isLimited();
    }

    private boolean hasHardLimit() {
        return !settings.hardTimeout().isZero() && isLimited();
    }

    private boolean isLimited() {
        return !scope.inTransaction() && !ports.background().isHere();
    }

    private static <T> void land(CompletableFuture<T> running, CompletionStage<T> stage) {
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                running.complete(value);
            } else {
                running.completeExceptionally(Stages.cause(failure));
            }
        });
    }
}
