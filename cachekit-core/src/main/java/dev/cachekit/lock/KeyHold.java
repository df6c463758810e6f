package dev.cachekit.lock;

import dev.cachekit.call.Stages;
import dev.cachekit.lock.Farewell.Answer;
import dev.cachekit.spi.LockRequest;
import dev.cachekit.spi.Scheduler.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One key of a lock that is held: keeps it, and notices when it is lost. Safe for use by many threads.
 *
 * <p>It is valid for the lease, counted from before the request was sent that the store granted: what the store allows begins
 * later and so ends later. The store is asked every third of the lease, and at least as often as for a lock that is renewed,
 * so that a lock which the store has forgotten is missed soon, however long its lease is.
 */
final class KeyHold {

    private enum State {
        HELD,
        LOST,
        RELEASED
    }

    private static final Duration LONGEST_PAUSE = LockDemand.RENEWED_LEASE.dividedBy(3);

    /** The store counts in milliseconds. */
    private static final Duration SHORTEST_LEASE = Duration.ofMillis(1);

    private final LockPorts ports;
    private final LockRequest request;
    private final Grant grant;
    private final Runnable onEnd;
    private final AtomicReference<State> state = new AtomicReference<>(State.HELD);
    private final CompletableFuture<Void> lost = new CompletableFuture<>();
    private volatile boolean renewed;
    private volatile Moment validUntil;
    private volatile @Nullable Timer timer;

    private KeyHold(LockPorts ports, LockRequest request, Grant grant, Runnable onEnd) {
        this.ports = ports;
        this.request = request;
        this.grant = grant;
        this.onEnd = onEnd;
        this.renewed = grant.renewed();
        this.validUntil = grant.sent().plus(request.lease());
    }

    /**
     * How a request was granted.
     *
     * @param fence the number it was granted with
     * @param sent when it was sent
     * @param renewed whether it is renewed, until it is released or told otherwise
     */
    record Grant(long fence, Moment sent, boolean renewed) {}

    /** Begins to hold; what is called at the end is called once, when the lock is released or lost. */
    static KeyHold start(LockPorts ports, LockRequest request, Grant grant, Runnable onEnd) {
        KeyHold hold = new KeyHold(ports, request, grant, onEnd);
        hold.schedule();
        return hold;
    }

    long fence() {
        return grant.fence();
    }

    /** The timer may be late, as after the process was frozen or its machine suspended; one of the clocks is not. */
    boolean isHeld() {
        return state.get() == State.HELD && leftNanos() > 0 && !validUntil.mayBePast(ports.clock());
    }

    /** Complete when the lock was lost; never if it is released before. */
    CompletableFuture<Void> lost() {
        return lost;
    }

    /** Lets it end with the lease under way. */
    void endRenewal() {
        renewed = false;
    }

    /**
     * Makes all later fences of the lock exceed a number, and lets the lease begin anew.
     *
     * @return false if it was lost
     */
    CompletionStage<Boolean> raise(long to) {
        return extend(to, request.lease());
    }

    /**
     * Gives the lock back. What the store says may show that it was lost without anybody noticing.
     *
     * @return true if it was held until now as far as anybody knows; never fails
     */
    CompletionStage<Boolean> release() {
        if (leftNanos() <= 0) {
            lose();
        }
        boolean held = state.compareAndSet(State.HELD, State.RELEASED);
        stopTimer();
        return new Farewell(ports, request.key(), request.acquisition(), request.lease())
                .send()
                .thenApply(answer -> ended(held, answer));
    }

    private boolean ended(boolean held, Answer answer) {
        if (held) {
            onEnd.run();
        }
        if (held && answer == Answer.NOT_HELD) {
            lost.complete(null);
        }
        return held && answer != Answer.NOT_HELD;
    }

    private void tick() {
        if (state.get() != State.HELD) {
            return;
        }
        if (leftNanos() <= 0 || !renewed && validUntil.mayBePast(ports.clock())) {
            lose();
            return;
        }
        schedule();
        look();
    }

    /** A lease that is not renewed is extended up to its own end, which shows whether the store still knows it. */
    private void look() {
        Duration lease = renewed ? request.lease() : validUntil.left(ports.clock());
        if (lease.compareTo(SHORTEST_LEASE) >= 0) {
            extend(grant.fence(), lease);
        }
    }

    private void schedule() {
        Duration left = Duration.ofNanos(Math.max(0, leftNanos()));
        Duration pause = shorter(request.lease().dividedBy(3), LONGEST_PAUSE);
        Timer next = ports.clock().after(shorter(pause, left), this::tick);
        timer = next;
        if (state.get() != State.HELD) { // it ended meanwhile, and stopped the timer before
            next.cancel();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private CompletionStage<Boolean> extend(long above, Duration lease) {
        Moment sent = Moment.now(ports.clock());
        return Stages.begun(() -> ports.guard()
                        .send(
                                request.key().lane(),
                                () -> ports.store().extend(request.key(), request.acquisition(), lease, above)))
                .whenComplete((extended, failure) -> {
                    if (failure == null) {
                        extended(extended, sent.plus(lease));
                    }
                });
    }

    private void extended(boolean held, Moment until) {
        if (!held) {
            lose();
        } else if (until.nanos() - validUntil.nanos() > 0) {
            validUntil = until;
        }
    }

    /** Counts as lost from now on, and is not extended any more. */
    void abandon() {
        lose();
    }

    private void lose() {
        if (state.compareAndSet(State.HELD, State.LOST)) {
            stopTimer();
            lost.complete(null);
            onEnd.run();
        }
    }

    private void stopTimer() {
        Timer pending = timer;
        if (pending != null) {
            pending.cancel();
        }
    }

    private long leftNanos() {
        return validUntil.nanosAfter(ports.clock());
    }
}
