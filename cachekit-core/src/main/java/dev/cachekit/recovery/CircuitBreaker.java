package dev.cachekit.recovery;

import dev.cachekit.operation.BreakerSettings;
import dev.cachekit.spi.BreakerState;
import dev.cachekit.spi.Scheduler;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets no request through to a primary that fails or is slow, until it has answered a beat. Lock-free; safe for use by
 * many threads.
 *
 * <p>It looks at the last {@value #WINDOW} requests, and at least {@value #LEAST}. A request belongs to the phase it was
 * begun in: what becomes of it later tells nothing about the phase that came after.
 *
 * <p>A slow request counts only where the last {@value #SLOW_BEATS} beats were slow, too. Else it is this process that is short of
 * processor time, and to leave the primary alone would give it more to do.
 */
final class CircuitBreaker {

    static final int WINDOW = 20;
    static final int LEAST = 5;

    /** So many beats in a row say that it is the primary which is slow. */
    static final int SLOW_BEATS = 2;

    private final String primary;
    private final BreakerSettings settings;
    private final Scheduler clock;
    private final Consumer<BreakerState> onChange;
    private final AtomicReference<Phase> phase = new AtomicReference<>(new Closed());

    /** How many of the last beats were slow or missed, one after the other. Written by one thread at a time. */
    private volatile int slowBeats;

    CircuitBreaker(String primary, BreakerSettings settings, Scheduler clock, Consumer<BreakerState> onChange) {
        this.primary = primary;
        this.settings = settings;
        this.clock = clock;
        this.onChange = onChange;
    }

    /** A time during which the breaker stays in one state. */
    sealed interface Phase {}

    /** Nobody is let through before the end. */
    private record Open(long endNanos) implements Phase {}

    /** One is on its way; if it has not come back by the end, another may go. */
    private record Trial(long endNanos) implements Phase {}

    /** All are let through and counted. */
    private static final class Closed implements Phase {

        private static final int COUNT_UNIT = 1 << WINDOW;
        private static final int OUTCOMES = COUNT_UNIT - 1;

        /** The last outcomes, one bit each, 1 for a bad one; above them their number. */
        private final AtomicInteger last = new AtomicInteger();

        /** Counts an outcome and returns the percentage of bad ones, zero as long as there are too few. */
        int count(boolean bad) {
            int now = last.updateAndGet(before -> {
                int number = Math.min(WINDOW, before / COUNT_UNIT + 1);
                return number * COUNT_UNIT + (before << 1 & OUTCOMES | (bad ? 1 : 0));
            });
            int number = now / COUNT_UNIT;
            return number < LEAST ? 0 : Integer.bitCount(now & OUTCOMES) * 100 / number;
        }
    }

    String primary() {
        return primary;
    }

    BreakerState state() {
        return stateIn(phase.get());
    }

    /** Returns the phase that a request belongs to, null if it must not be sent. */
    @Nullable
    Phase enter() {
        Phase now = phase.get();
        if (now instanceof Closed) {
            return now;
        }
        if (isBefore(now instanceof Open open ? open.endNanos() : ((Trial) now).endNanos())) {
            return null;
        }
        Trial mine = new Trial(later());
        return change(now, mine) ? mine : null;
    }

    /** Takes note of how a request went. */
    void ended(Phase begun, long tookNanos, boolean failed) {
        if (begun instanceof Closed closed) {
            if (closed.count(failed || isSlow(tookNanos) && slowBeats >= SLOW_BEATS) >= settings.failureRate()) {
                change(closed, new Open(later()));
            }
        } else {
            change(begun, failed || isSlow(tookNanos) ? new Open(later()) : new Closed());
        }
    }

    /** A beat was answered. A primary that takes long even for that is not well. */
    void beatAnswered(long tookNanos) {
        if (isSlow(tookNanos)) {
            oneMoreSlowBeat();
            return;
        }
        slowBeats = 0;
        Phase now = phase.get();
        if (!(now instanceof Closed)) {
            change(now, new Closed());
        }
    }

    /** A beat was not answered. */
    void beatFailed() {
        oneMoreSlowBeat();
        Phase now = phase.get();
        if (now instanceof Closed) {
            change(now, new Open(later()));
        }
    }

    private void oneMoreSlowBeat() {
        slowBeats = Math.min(slowBeats + 1, SLOW_BEATS);
    }

    private boolean change(Phase from, Phase to) {
        boolean changed = phase.compareAndSet(from, to);
        if (changed && from.getClass() != to.getClass()) {
            onChange.accept(stateIn(to));
        }
        return changed;
    }

    private static BreakerState stateIn(Phase phase) {
        if (phase instanceof Closed) {
            return BreakerState.CLOSED;
        }
        return phase instanceof Open ? BreakerState.OPEN : BreakerState.HALF_OPEN;
    }

    private boolean isSlow(long tookNanos) {
        return tookNanos > settings.slowCall().toNanos();
    }

    private boolean isBefore(long endNanos) {
        return clock.nanoTime() - endNanos < 0;
    }

    private long later() {
        return clock.nanoTime() + settings.openFor().toNanos();
    }

    @Override
    public String toString() {
        return "primary " + primary + " " + state();
    }
}
