package dev.cachekit.call;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a stage, which nobody can cancel: what follows on it comes when it has really ended.
 *
 * @param <T> the type of the outcome
 */
final class Unstoppable<T extends @Nullable Object> extends CompletableFuture<T> {

    Unstoppable(CompletionStage<T> stage) {
        Stages.pass(stage, this);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return false;
    }
}
