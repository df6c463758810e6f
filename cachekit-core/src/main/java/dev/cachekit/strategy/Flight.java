package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.Token;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One load under way in this process.
 *
 * @param <T> the type of the outcome
 */
final class Flight<T extends @Nullable Object> {

    private final Token token;
    private final long startedNanos;
    private final boolean joinable;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();

    private volatile boolean begun;

    /** The thread that must not wait for this flight because the flight waits for it. */
    private volatile @Nullable Thread awaited;

    Flight(Token token, long startedNanos, boolean joinable) {
        this.token = token;
        this.startedNanos = startedNanos;
        this.joinable = joinable;
    }

    Token token() {
        return token;
    }

    long startedNanos() {
        return startedNanos;
    }

    /** What a transaction loads may be uncommitted; nobody else may have it before the commit. */
    boolean isJoinable() {
        return joinable;
    }

    /** Begins the load, on this thread. */
    <V extends @Nullable Object> CompletionStage<V> begin(Supplier<CompletionStage<V>> load) {
        return begin(List.of(this), load);
    }

    /** Begins one load for several flights, on this thread. */
    static <V extends @Nullable Object> CompletionStage<V> begin(
            Collection<? extends Flight<?>> flights, Supplier<CompletionStage<V>> load) {
        flights.forEach(Flight::occupy);
        try {
            return Stages.begun(load);
        } finally {
            flights.forEach(Flight::free);
        }
    }

    /**
     * Notes that this thread is inside the load. A loader that asks for the key it is loading must not wait for itself,
     * and neither must a transaction that reads a key twice: its flight ends with its commit.
     */
    void occupy() {
        begun = true;
        awaited = Thread.currentThread();
    }

    /** A loader that answers later leaves its thread free to wait, unless the thread has to commit first. */
    void free() {
        if (joinable) {
            awaited = null;
        }
    }

    /** Whatever the flight is, its thread waits for it no more. */
    void leave() {
        awaited = null;
    }

    /** Only a load that begins later than a call is as new as the call whatever happens in between. */
    boolean hasBegun() {
        return begun;
    }

    boolean awaitsThisThread() {
        return awaited == Thread.currentThread();
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
