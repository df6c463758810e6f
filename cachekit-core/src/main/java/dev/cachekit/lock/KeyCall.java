package dev.cachekit.lock;

import dev.cachekit.WaitInterruptedException;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Rounds;
import dev.cachekit.call.Stages;
import dev.cachekit.lock.KeyHold.Grant;
import dev.cachekit.lock.Turns.Turn;
import dev.cachekit.lock.Wakeups.Sleeper;
import dev.cachekit.spi.LockReply;
import dev.cachekit.spi.LockRequest;
import dev.cachekit.spi.Scheduler.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One caller takes one key: waits for its turn in this process, asks the store, waits to be woken, asks again. However it
 * ends without the lock, the store is told, unless it is certain that it keeps nothing of this caller.
 */
final class KeyCall {

    /** A message may be lost. */
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

    /** The store counts in milliseconds. */
    private static final Duration AFTER_END = Duration.ofMillis(1);

    private final LockPorts ports;
    private final KeyLocks locks;
    private final @Nullable Turn turn;
    private final LockRequest request;
    private final LockDemand demand;
    private final Patience patience;

    /** Whether the store may keep something of this caller. */
    private volatile boolean known;

    /**
     * How long a caller waits, and how.
     *
     * @param caller how
     * @param endNanos until when
     */
    record Patience(Caller caller, long endNanos) {}

    /** Without a turn it asks at once. */
    KeyCall(KeyLocks locks, @Nullable Turn turn, LockRequest request, LockDemand demand, Patience patience) {
        this.ports = locks.ports();
        this.locks = locks;
        this.turn = turn;
        this.request = request;
        this.demand = demand;
        this.patience = patience;
    }

    /** Returns the hold; empty if the key was not free in time. */
    CompletionStage<Optional<KeyHold>> run() {
        return Stages.either(
                turn == null ? taken() : Stages.either(awaited(turn.come()), come -> taken(), this::notWaited),
                hold -> {
                    if (hold.isEmpty()) {
                        giveUp();
                    }
                    return CompletableFuture.completedFuture(hold);
                },
                failure -> {
                    giveUp();
                    return CompletableFuture.failedFuture(failure);
                });
    }

    private CompletionStage<Optional<KeyHold>> taken() {
        Sleeper sleeper = locks.wakeups().add(request.key(), request.acquisition());
        return Rounds.until(() -> round(sleeper))
                .whenComplete((hold, failure) -> locks.wakeups().remove(request.key(), request.acquisition()));
    }

    /** Listens before it asks, so that no message falls between the answer and the wait. */
    private CompletionStage<Optional<Optional<KeyHold>>> round(Sleeper sleeper) {
        CompletableFuture<Void> message = sleeper.listen();
        Moment sent = Moment.now(ports.clock());
        return ask().thenCompose(reply -> reply instanceof LockReply.Granted granted
                ? ended(Optional.of(hold(granted.fence(), sent)))
                : asleep(message, ((LockReply.Busy) reply).atMost()));
    }

    private CompletionStage<LockReply> ask() {
        known = true;
        return ports.time()
                .apply(patience.caller)
                .spend(() -> ports.guard()
                        .send(request.key().lane(), () -> ports.store().acquire(request)))
                .thenApply(reply -> {
                    known = reply instanceof LockReply.Granted || request.turn() == LockRequest.Turn.QUEUED;
                    return reply;
                });
    }

    private CompletionStage<Optional<Optional<KeyHold>>> asleep(CompletableFuture<Void> message, Duration busy) {
        if (left().isZero()) {
            return ended(Optional.empty());
        }
        Timer timer = ports.clock().after(sleep(busy), () -> message.complete(null));
        return Stages.either(awaited(message), woken -> again(timer), failure -> {
            timer.cancel();
            return notWaited(failure).thenApply(Optional::of);
        });
    }

    private CompletionStage<Optional<Optional<KeyHold>>> again(Timer timer) {
        timer.cancel();
        return left().isZero() ? ended(Optional.empty()) : CompletableFuture.completedFuture(Optional.empty());
    }

    private static CompletionStage<Optional<Optional<KeyHold>>> ended(Optional<KeyHold> hold) {
        return CompletableFuture.completedFuture(Optional.of(hold));
    }

    private <T> CompletionStage<T> awaited(CompletionStage<T> stage) {
        return patience.caller.await(stage, left());
    }

    private CompletionStage<Optional<KeyHold>> notWaited(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return CompletableFuture.failedFuture(
                failure instanceof InterruptedException
                        ? new WaitInterruptedException("lock '" + demand.name() + "'", failure)
                        : failure);
    }

    /** Not longer than the lock is busy, than this caller waits, and than a lost message may matter; callers spread out. */
    private Duration sleep(Duration busy) {
        long longest = ThreadLocalRandom.current().nextLong(LONGEST_SLEEP.toNanos() / 2, LONGEST_SLEEP.toNanos());
        long untilFree = busy.plus(AFTER_END).toNanos();
        return Duration.ofNanos(Math.min(Math.min(longest, untilFree), left().toNanos()));
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, patience.endNanos - ports.clock().nanoTime()));
    }

    /** One that excludes the others of this process keeps its turn, as they would ask in vain; but not from a place for them. */
    private KeyHold hold(long fence, Moment sent) {
        Grant grant = new Grant(fence, sent, demand.isRenewed() || demand.hasSeveralParts());
        if (request.shared() || demand.ordersCallers()) {
            leaveTurn();
        }
        return KeyHold.start(ports, request, grant, this::leaveTurn);
    }

    private void giveUp() {
        if (known) {
            new Farewell(ports, request.key(), request.acquisition(), request.lease()).send();
        }
        leaveTurn();
    }

    private void leaveTurn() {
        if (turn != null) {
            turn.leave();
        }
    }
}
