package dev.cachekit.test.store;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a backend does at the moment: well, or away, or slow, or its messages are lost. Safe for use by many threads. */
public final class Condition {

    private final Scheduler time;
    private final Queue<Runnable> late = new ConcurrentLinkedQueue<>();
    private volatile boolean down;
    private volatile boolean deaf;
    private volatile Duration delay = Duration.ZERO;

    /**
     * Begins well.
     *
     * @param time tells when a late answer is there
     */
    public Condition(Scheduler time) {
        this.time = time;
    }

    /** From now on every request fails, and no message arrives. */
    public void down() {
        down = true;
    }

    /**
     * From now on every answer comes late.
     *
     * @param latency by how much
     */
    public void slow(Duration latency) {
        delay = latency;
    }

    /** From now on no message arrives, and nobody is told. */
    public void deaf() {
        deaf = true;
    }

    /**
     * Tells whether nothing is wrong.
     *
     * @return false while a fault is on
     */
    public boolean isWell() {
        return hears() && delay.isZero();
    }

    /** All is well again; late answers are there. */
    public void recover() {
        down = false;
        deaf = false;
        delay = Duration.ZERO;
        for (Runnable answer = late.poll(); answer != null; answer = late.poll()) {
            answer.run();
        }
    }

    /** Tells whether messages arrive. */
    boolean hears() {
        return !deaf && !down;
    }

    /** Sends a request as things stand. */
    <T extends @Nullable Object> CompletionStage<T> send(String request, Supplier<CompletionStage<T>> store) {
        if (down) {
            return CompletableFuture.failedFuture(
                    new BackendUnavailableException(request + ": the store is away, by CacheKitFaults.down()", null));
        }
        Duration latency = delay;
        return latency.isZero() ? store.get() : later(store.get(), latency);
    }

    /** What was asked has happened; only the answer takes its time. */
    private <T extends @Nullable Object> CompletionStage<T> later(CompletionStage<T> answer, Duration latency) {
        CompletableFuture<T> late = new CompletableFuture<>();
        answer.whenComplete((value, failure) -> time.after(latency, keep(() -> complete(late, value, failure))));
        return late;
    }

    private Runnable keep(Runnable answer) {
        late.add(answer);
        return () -> {
            if (late.remove(answer)) {
                answer.run();
            }
        };
    }

    private static <T extends @Nullable Object> void complete(
            CompletableFuture<T> late, T value, @Nullable Throwable failure) {
        if (failure == null) {
            late.complete(value);
        } else {
            late.completeExceptionally(failure);
        }
    }
}
