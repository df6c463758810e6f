package dev.cachekit.strategy;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Lets one reload per value through at a time, and none while the value rests after a failure: so a hot key costs the store
 * one request, not one per hit. What it has forgotten the store still knows. Safe for use by many threads.
 */
final class ReloadGate {

    /** Beyond this many keys it notes no more rests. */
    private static final int LIMIT = 10_000;

    /** A value that nobody here is to reload now. */
    private record Closed(Token value, boolean underWay, long untilNanos) {}

    private final Scheduler clock;
    private final ConcurrentMap<EntryKey, Closed> closed = new ConcurrentHashMap<>();

    ReloadGate(Scheduler clock) {
        this.clock = clock;
    }

    /** Begins a reload; false if there is none to begin. Who is let through must {@link #leave}. */
    boolean enter(EntryKey key, Token value) {
        AtomicBoolean entered = new AtomicBoolean();
        closed.compute(key, (same, other) -> {
            entered.set(!isShut(other, value));
            return entered.get() ? new Closed(value, true, 0) : other;
        });
        return entered.get();
    }

    /** Ends a reload, and keeps the gate closed for a while. */
    void leave(EntryKey key, Token value, Duration rest) {
        closed.remove(key, new Closed(value, true, 0));
        rest(key, value, rest);
    }

    /** Notes that nobody is to reload a value for a while. */
    void rest(EntryKey key, Token value, Duration rest) {
        if (rest.isZero() || rest.isNegative() || closed.size() >= LIMIT) {
            return;
        }
        Closed resting = new Closed(value, false, clock.nanoTime() + rest.toNanos());
        closed.merge(key, resting, (other, mine) -> other.underWay() ? other : mine);
        clock.after(rest, () -> closed.remove(key, resting));
    }

    boolean isResting(EntryKey key, Token value) {
        Closed known = closed.get(key);
        return known != null && !known.underWay() && isShut(known, value);
    }

    private boolean isShut(@Nullable Closed known, Token value) {
        return known != null
                && known.value().equals(value)
                && (known.underWay() || known.untilNanos() - clock.nanoTime() > 0);
    }
}
