package dev.cachekit.call;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a step until it brings a result. The steps do not nest, however many there are: a wait for a lock may take days. Of
 * a caller that stands still every step is complete when it returns, and so is the result. Used by one call.
 *
 * @param <R> the type of the result
 */
public final class Rounds<R> {

    private final Supplier<CompletionStage<Optional<R>>> step;
    private final CompletableFuture<R> result = new CompletableFuture<>();

    private Rounds(Supplier<CompletionStage<Optional<R>>> step) {
        this.step = step;
    }

    /**
     * Goes on while the step brings nothing.
     *
     * @param step one try; a failure ends all, be it in the stage or thrown
     * @param <R> the type of the result
     * @return what the last step brought
     */
    public static <R> CompletionStage<R> until(Supplier<CompletionStage<Optional<R>>> step) {
        Rounds<R> rounds = new Rounds<>(step);
        rounds.go();
        return rounds.result;
    }

    private void go() {
        boolean more = true;
        while (more) {
            CompletableFuture<Optional<R>> round = Stages.begun(step).toCompletableFuture();
            if (!round.isDone()) {
                round.whenComplete((found, failure) -> {
                    if (goesOn(found, failure)) {
                        go();
                    }
                });
                return;
            }
            more = round.handle(this::goesOn).join();
        }
    }

    private boolean goesOn(@Nullable Optional<R> found, @Nullable Throwable failure) {
        if (failure != null) {
            return !result.completeExceptionally(Stages.cause(failure)) && !result.isDone();
        }
        return found != null && found.map(result::complete).isEmpty();
    }
}
