package dev.cachekit.strategy;

import dev.cachekit.spi.Token;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One load under way in this process, to be shared with callers that may join it.
 *
 * @param <T> the type of the outcome
 */
final class Flight<T extends @Nullable Object> {

    private final Token token;
    private final long startedNanos;
    private final Thread leader = Thread.currentThread();
    private final CompletableFuture<T> outcome = new CompletableFuture<>();

    Flight(Token token, long startedNanos) {
        this.token = token;
        this.startedNanos = startedNanos;
    }

    Token token() {
        return token;
    }

    long startedNanos() {
        return startedNanos;
    }

    /** A thread must not wait for itself: its loader asked for the key that it is loading. */
    boolean isLedByThisThread() {
        return leader == Thread.currentThread();
    }

    CompletableFuture<T> outcome() {
        return outcome;
    }

    void land(@Nullable T value, @Nullable Throwable failure) {
        if (failure != null) {
            outcome.completeExceptionally(Stages.cause(failure));
        } else {
            outcome.complete(value);
        }
    }
}
