package dev.cachekit.recovery;

import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Scheduler.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does something again and again until nothing is left to do: at once after a success, with growing delays after
 * failures. One attempt at a time; one without an answer counts as failed after a limit. Safe for use by many threads.
 */
final class Retry {

    /** An answer that is later than this is not waited for; a scan may take longer. */
    static final Duration LONGEST_CALL = Duration.ofSeconds(2);

    static final Duration AT_ONCE = Duration.ofMillis(1);
    static final Duration FIRST_DELAY = Duration.ofMillis(200);
    static final Duration LONGEST_DELAY = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private final Duration limit;
    private final Supplier<CompletionStage<Void>> attempt;
    private final BooleanSupplier isDone;
    private final AtomicBoolean underWay = new AtomicBoolean();

    Retry(Scheduler scheduler, Duration limit, Supplier<CompletionStage<Void>> attempt, BooleanSupplier isDone) {
        this.scheduler = scheduler;
        this.limit = limit;
        this.attempt = attempt;
        this.isDone = isDone;
    }

    /** Begins after a delay, unless it is under way. To be called after there is something to do. */
    void begin(Duration delay) {
        if (underWay.compareAndSet(false, true)) {
            scheduler.after(delay, () -> run(delay));
        }
    }

    private void run(Duration delay) {
        if (isDone.getAsBoolean()) {
            ended(delay, null);
            return;
        }
        CompletableFuture<Void> answered = begun(attempt).copy();
        Timer timer = scheduler.after(limit, () -> answered.completeExceptionally(new TimeoutException()));
        answered.whenComplete((done, failure) -> {
            timer.cancel();
            ended(delay, failure);
        });
    }

    /** Begins what answers by a stage. What is thrown instead is a failed stage. */
    static CompletableFuture<Void> begun(Supplier<CompletionStage<Void>> request) {
        try {
            return request.get().toCompletableFuture();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    /** Whoever adds something while this runs either finds it ended or is found by the look after the end. */
    private void ended(Duration delay, @Nullable Throwable failure) {
        underWay.set(false);
        if (!isDone.getAsBoolean()) {
            begin(failure == null ? AT_ONCE : longerThan(delay));
        }
    }

    private static Duration longerThan(Duration delay) {
        if (delay.compareTo(FIRST_DELAY) < 0) {
            return FIRST_DELAY;
        }
        Duration twice = delay.multipliedBy(2);
        return twice.compareTo(LONGEST_DELAY) < 0 ? twice : LONGEST_DELAY;
    }
}
