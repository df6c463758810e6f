package dev.cachekit.limit;

import dev.cachekit.WaitInterruptedException;
import dev.cachekit.call.Rounds;
import dev.cachekit.call.Stages;
import dev.cachekit.limit.PermitCall.Answer;
import dev.cachekit.spi.LimitRequest;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks for permits until they are there, or until they will not be in time. A place that was reserved is waited for; a window,
 * in which none can be reserved, is asked again when it may have room. Used by one call.
 */
final class PermitWait {

    /** A window that is asked sooner than this is asked for little. */
    static final Duration SHORTEST_PAUSE = Duration.ofMillis(2);

    /** How much later than asked for a timer may be. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final PermitCall call;
    private final LimitRequest request;
    private final Scheduler clock;
    private final long startNanos;
    private final CompletableFuture<Answer> result = new CompletableFuture<>();
    private long waitedNanos;

    /** How long, at least, it has stood waiting for timers that did not come. */
    private long overdueNanos;

    private volatile @Nullable CompletableFuture<Boolean> pause;

    PermitWait(PermitCall call, LimitRequest request) {
        this.call = call;
        this.request = request;
        this.clock = call.ports().clock();
        this.startNanos = clock.nanoTime();
    }

    /** Who cancels it gives up: nothing is waited for any more, and what was taken is given back. */
    CompletionStage<Answer> decided() {
        result.whenComplete((answer, failure) -> endPauseIfCancelled());
        Rounds.until(this::round).thenCompose(this::told).whenComplete((answer, failure) -> {
            if (failure != null) {
                result.completeExceptionally(Stages.cause(failure));
            } else if (!result.complete(answer)) {
                giveBack(answer);
            }
        });
        return result;
    }

    /** Asked on both sides, by who begins a pause and by who cancels, so that one of them sees the other. */
    private void endPauseIfCancelled() {
        CompletableFuture<Boolean> present = pause;
        if (present != null && result.isCancelled()) {
            present.cancel(false);
        }
    }

    private CompletionStage<Answer> told(Answer answer) {
        if (waitedNanos > 0) {
            call.ports().listener().onPermitWait(call.limiter(), Duration.ofNanos(waitedNanos));
        }
        return CompletableFuture.completedFuture(answer);
    }

    /** Empty if it is to be asked again. */
    private CompletionStage<Optional<Answer>> round() {
        Duration left = left();
        return call.ask(request.waiting(left)).thenCompose(answer -> {
            Duration delay = answer.reply().delay();
            if (answer.reply().granted()) {
                return delay.isZero() ? given(answer) : pause(delay, answer).thenApply(over -> Optional.of(answer));
            }
            return delay.compareTo(left()) > 0
                    ? given(answer)
                    : pause(longer(delay), answer).thenApply(over -> Optional.empty());
        });
    }

    private static CompletionStage<Optional<Answer>> given(Answer answer) {
        return CompletableFuture.completedFuture(Optional.of(answer));
    }

    private static Duration longer(Duration delay) {
        return delay.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : delay;
    }

    private Duration left() {
        long passedNanos = Math.max(clock.nanoTime() - startNanos, overdueNanos); // a clock may stand still
        Duration left = request.longestWait().minusNanos(passedNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private CompletionStage<Boolean> pause(Duration delay, Answer answer) {
        waitedNanos += delay.toNanos();
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        Duration patience = delay.plus(GRACE);
        Scheduler.Timer timer = clock.after(delay, () -> over.complete(true));
        pause = over;
        endPauseIfCancelled();
        return Stages.either(call.caller().await(over, patience), CompletableFuture::completedFuture, failure -> {
            timer.cancel();
            return failure instanceof TimeoutException
                    ? overdue(patience)
                    : CompletableFuture.failedFuture(givenUp(answer, failure));
        });
    }

    private CompletionStage<Boolean> overdue(Duration patience) {
        overdueNanos += patience.toNanos();
        return CompletableFuture.completedFuture(true);
    }

    private Throwable givenUp(Answer answer, Throwable failure) {
        giveBack(answer);
        return failure instanceof InterruptedException
                ? new WaitInterruptedException("rate limiter '" + call.limiter() + "'", failure)
                : failure;
    }

    /** A place that nobody takes any more. Who was let through without being counted has none. */
    private void giveBack(Answer answer) {
        if (answer.reply().granted() && !answer.reply().bands().isEmpty()) {
            Stages.begun(() -> answer.by().credit(request))
                    .whenComplete((done, failure) -> call.denied().forget(request.subject()));
        }
    }
}
