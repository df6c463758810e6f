package dev.cachekit.strategy;

import dev.cachekit.LoadTimeoutException;
import dev.cachekit.call.Stages;
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
 * @param <R> what the call is to bring
 */
final class Patience<R> {

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
     * @param <S> what the user's code brings
     * @param <R> what the call is to bring
     */
    interface Work<S extends @Nullable Object, R> {
        CompletionStage<R> run(CallScope where, Supplier<CompletionStage<S>> start);
    }

    private final CachePorts ports;
    private final CacheRegion<?> region;
    private final CallScope scope;
    private final StandIn<R> standIn;
    private final ReloadSettings settings;
    private final long startNanos;

    Patience(CachePorts ports, CacheRegion<?> region, CallScope scope, StandIn<R> standIn) {
        this.ports = ports;
        this.region = region;
        this.scope = scope;
        this.standIn = standIn;
        this.settings = region.settings().reload();
        this.startNanos = ports.scheduler().nanoTime();
    }

    /** Runs a load of this call. */
    <S extends @Nullable Object> CompletionStage<R> load(Supplier<CompletionStage<S>> start, Work<S, R> work) {
        if (!hasSoftLimit() && !hasHardLimit()) {
            return work.run(scope, start);
        }
        CompletableFuture<R> running = new CompletableFuture<>();
        boolean begun =
                ports.background().run(() -> Stages.pass(work.run(CallScope.inBackground(ports), start), running));
        if (begun) {
            return await(running, () -> ANY_TIME, CompletableFuture::completedFuture, () -> running);
        }
        ports.listener().onSkipped(region.name(), "time-limit");
        // so many loads hang already that this one might, too
        return work.run(scope, hasHardLimit() ? () -> CompletableFuture.failedFuture(tooSlow()) : start);
    }

    /** As {@link #load}, with the stale value instead of a failure that it may hide. */
    <S extends @Nullable Object> CompletionStage<R> loadOrStale(Supplier<CompletionStage<S>> start, Work<S, R> work) {
        return orStale(load(start, work));
    }

    /** Gives the stale value instead of a failure that it may hide. */
    CompletionStage<R> orStale(CompletionStage<R> stage) {
        return Stages.either(stage, CompletableFuture::completedFuture, failure -> {
            if (!region.reloadRules().mayHide(failure)) {
                return CompletableFuture.failedFuture(failure);
            }
            String reason = failure instanceof LoadTimeoutException ? "hard-timeout" : "error";
            return standIn.instead(reason, () -> CompletableFuture.failedFuture(failure))
                    .whenComplete((served, passedOn) -> reportHidden(failure, passedOn));
        });
    }

    private void reportHidden(Throwable failure, @Nullable Throwable passedOn) {
        if (passedOn == null) {
            ports.listener().onHiddenFailure(region.name(), failure);
        }
    }

    /** Waits for the load of another; goes on otherwise when that takes longer than this caller waits for others. */
    <T> CompletionStage<R> awaitOther(
            CompletionStage<T> outcome,
            Function<T, CompletionStage<R>> onValue,
            Supplier<CompletionStage<R>> onTimeout) {
        return await(outcome, scope::waitLeft, onValue, () -> standIn.instead("max-wait", onTimeout));
    }

    /** How long this call may still wait for its turn to load. */
    Duration waitLeft() {
        Duration left = scope.waitLeft();
        Duration untilLimit = left(settings.hardTimeout());
        return hasHardLimit() && untilLimit.compareTo(left) < 0 ? untilLimit : left;
    }

    /** How long this call may wait for the load before its own: a slow one does not delay it by more than the deadline. */
    Duration turnLeft() {
        Duration left = waitLeft();
        return left.compareTo(ports.deadline()) < 0 ? left : ports.deadline();
    }

    private <T> CompletionStage<R> await(
            CompletionStage<T> outcome,
            Supplier<Duration> atMost,
            Function<T, CompletionStage<R>> onValue,
            Supplier<CompletionStage<R>> onTimeout) {
        return scope.await(
                hasSoftLimit() ? softly(hard(outcome)) : hard(outcome),
                atMost.get(),
                onValue,
                failure -> failure instanceof SoftTimeoutException
                        ? standIn.instead(
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
        return Stages.within(ports.scheduler(), outcome, left(limit), failure);
    }

    private Duration left(Duration limit) {
        Duration left = limit.minusNanos(ports.scheduler().nanoTime() - startNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private LoadTimeoutException tooSlow() {
        return new LoadTimeoutException(region.name(), settings.hardTimeout());
    }

    private boolean hasSoftLimit() {
        return !settings.softTimeout().isZero() && standIn.canStandIn() && isLimited();
    }

    private boolean hasHardLimit() {
        return !settings.hardTimeout().isZero() && isLimited();
    }

    private boolean isLimited() {
        return !scope.inTransaction() && !ports.background().isHere();
    }
}
