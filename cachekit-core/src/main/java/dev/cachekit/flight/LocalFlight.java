package dev.cachekit.flight;

import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the callers of this process share. Its phases tell them what to do; when the last of them has left, it is closed, and
 * nobody joins it any more. Safe for use by many threads; never blocks.
 */
final class LocalFlight {

    private static final int CLOSED = -1;

    private final AtomicReference<Phase> phase = new AtomicReference<>(new Phase.Entering());
    private final AtomicInteger callers = new AtomicInteger(1);
    private final Consumer<LocalFlight> unlink;
    private final Membership membership;
    private volatile @Nullable Work<?> work;
    private volatile boolean cancelled;
    private final AtomicBoolean passedOn = new AtomicBoolean();

    /** Makes a flight with one caller, its maker. */
    LocalFlight(Membership membership, Consumer<LocalFlight> unlink) {
        this.membership = membership;
        this.unlink = unlink;
    }

    Membership membership() {
        return membership;
    }

    /** Begins it: what is to be done is told by its phases. */
    void enter() {
        membership.enter(this);
    }

    Phase phase() {
        return phase.get();
    }

    /** How many are in it at the moment. */
    int callers() {
        return Math.max(0, callers.get());
    }

    /** Counts one more caller, unless the flight is closed. */
    boolean join() {
        int before = callers.getAndUpdate(count -> count == CLOSED ? CLOSED : count + 1);
        return before != CLOSED;
    }

    /** Counts one caller less. The last one closes the flight. */
    void leave() {
        if (callers.decrementAndGet() == 0 && callers.compareAndSet(0, CLOSED)) {
            unlink.accept(this);
            closed(phase.get());
        }
    }

    /** Whoever finds the flight from now on begins another. */
    void unlink() {
        unlink.accept(this);
    }

    /** One of the callers is to make the call. */
    void lead() {
        move(old -> Phase.Duty.toLead());
    }

    /**
     * One of the others is to make the call instead of the one who has tried. Done once: a call that ends so whoever makes it
     * would keep all of them waiting, one after the other.
     */
    boolean passOn() {
        boolean first = passedOn.compareAndSet(false, true);
        if (first) {
            lead();
            if (callers.get() == CLOSED) {
                membership.leave(false, this::cancel);
            }
        }
        return first;
    }

    /** Another process makes the call. */
    void elsewhere(Token flight) {
        move(old -> old instanceof Phase.Elsewhere same && same.flight().equals(flight)
                ? old
                : new Phase.Elsewhere(flight));
    }

    /** One of the callers is to read what another process left. */
    void arrived(ByteBuffer outcome) {
        move(old -> Phase.Duty.toRead(outcome));
    }

    /** Begins the call. */
    <T extends @Nullable Object> Work<T> work(Supplier<CompletionStage<T>> start) {
        Work<T> begun = new Work<>(start);
        work = begun;
        if (cancelled) {
            begun.cancel();
        }
        return begun;
    }

    boolean isInside(Thread thread) {
        Work<?> current = work;
        return current != null && current.isInside(thread);
    }

    /** Ends the flight, for everybody at once. */
    void end(@Nullable Object value, @Nullable Throwable failure) {
        unlink(); // first, so that whoever sees the outcome cannot join it any more
        CompletableFuture<@Nullable Object> outcome = new CompletableFuture<>();
        if (failure == null) {
            outcome.complete(value);
        } else {
            outcome.completeExceptionally(failure);
        }
        move(old -> new Phase.Ended(outcome, old.isOverElsewhere()));
    }

    private void move(UnaryOperator<Phase> step) {
        Phase old = phase.get();
        Phase next = old instanceof Phase.Ended ? old : step.apply(old);
        if (phase.compareAndSet(old, next)) {
            if (next != old) {
                old.next().complete(next);
            }
        } else {
            move(step);
        }
    }

    private void closed(Phase last) {
        if (!(last instanceof Phase.Ended)) {
            // takes what nobody has taken, so that nobody makes a call that this process gives back
            boolean leading = last instanceof Phase.Duty duty && !duty.take() && duty.outcome() == null;
            membership.leave(leading, this::cancel);
        }
    }

    private void cancel() {
        cancelled = true;
        Work<?> current = work;
        if (current != null) {
            current.cancel();
        }
    }
}
