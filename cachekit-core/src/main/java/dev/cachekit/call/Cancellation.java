package dev.cachekit.call;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Several stages one after another as one future. A cancelled future cancels the one that is under way, whose end then goes the
 * way of every failure. For use by many threads.
 *
 * @param <T> the type of the last stage
 */
final class Cancellation<T extends @Nullable Object> {

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile CompletionStage<?> underWay;

    Cancellation(CompletionStage<?> first) {
        underWay = first;
    }

    /** Composes the stages; whatever becomes of the last is the result. */
    CompletionStage<T> over(Function<Cancellation<T>, CompletionStage<T>> stages) {
        Stages.pass(stages.apply(this), result);
        result.whenComplete((value, failure) -> cancelIfWanted());
        return result;
    }

    /** From now on this one is under way. */
    CompletionStage<T> on(CompletionStage<T> next) {
        underWay = next;
        cancelIfWanted();
        return next;
    }

    private void cancelIfWanted() {
        if (result.isCancelled()) {
            underWay.toCompletableFuture().cancel(true);
        }
    }
}
