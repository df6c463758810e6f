package dev.cachekit.batch;

import dev.cachekit.call.Stages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps requests back until all are ready to go. Their time at the store is counted from then on, by the deadline and by the
 * breakers: what it takes to encode the others is none of it. Used by one thread until it goes.
 */
final class Departure {

    private final List<Runnable> waiting = new ArrayList<>();
    private volatile boolean gone;

    /** Makes a request when all go; what comes later is made at once. */
    <T extends @Nullable Object> CompletionStage<T> join(Supplier<CompletionStage<T>> request) {
        if (gone) {
            return Stages.begun(request);
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        waiting.add(() -> Stages.begun(request).whenComplete((value, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(Stages.cause(failure));
            } else {
                answer.complete(value);
            }
        }));
        return answer;
    }

    void go() {
        gone = true;
        waiting.forEach(Runnable::run);
    }
}
