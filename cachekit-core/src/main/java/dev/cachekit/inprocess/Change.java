package dev.cachekit.inprocess;

import dev.cachekit.spi.EntryKey;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs one step inside the map's atomic {@code compute} and remembers what it saw. Used once, by one thread. */
final class Change<R> implements BiFunction<EntryKey, @Nullable Cell, @Nullable Cell> {

    private final ElapsedTime time;
    private final Function<Cell, Step<R>> transition;
    private Cell before = EmptyCell.EMPTY;
    private @Nullable Step<R> step;

    Change(ElapsedTime time, Function<Cell, Step<R>> transition) {
        this.time = time;
        this.transition = transition;
    }

    @Override
    public @Nullable Cell apply(EntryKey key, @Nullable Cell stored) {
        before = stored == null ? EmptyCell.EMPTY : stored.at(time.now());
        step = transition.apply(before);
        return step.next() instanceof EmptyCell ? null : step.next();
    }

    R reply() {
        return step().reply();
    }

    /** Returns the lease that this change ended and whose end somebody waits for; null if there is none. */
    @Nullable
    LeaseCell endedLease() {
        if (!(before instanceof LeaseCell lease) || !lease.waited()) {
            return null;
        }
        boolean stands = step().next() instanceof LeaseCell now && now.token().equals(lease.token());
        return stands ? null : lease;
    }

    private Step<R> step() {
        return Objects.requireNonNull(step, "the change has not run");
    }
}
