package dev.cachekit.call;

import dev.cachekit.WaitInterruptedException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The outcome of a stage, for a blocking caller. */
public final class Outcome {

    private Outcome() {}

    /**
     * Waits for a stage and returns its value or throws its failure, bare and unchanged, be it checked or not.
     *
     * @param stage the stage; for a blocking caller it is complete already
     * @param <T> the type of the value
     * @return the value
     */
    public static <T extends @Nullable Object> T of(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw Outcome.<RuntimeException>unchanged(bare(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaitInterruptedException("the outcome", e);
        }
    }

    /** An ExecutionException farther in is the user's own. */
    private static Throwable bare(Throwable failure) {
        Throwable bare = failure;
        while (bare instanceof CompletionException && bare.getCause() != null) {
            bare = bare.getCause();
        }
        return bare;
    }

    /** A loader's checked exception passes as it is, although the compiler does not know of it. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchanged(Throwable failure) throws E {
        throw (E) failure;
    }
}
