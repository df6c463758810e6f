package dev.cachekit.inprocess;

import dev.cachekit.spi.EntryKey;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs one step inside the map's atomic {@code compute} and remembers what it saw. Used once, by one thread. */
final class Change<R> implements BiFunction<EntryKey, @Nullable Cell, @Nullable Cell> {

    private final Supplier<Moment> clock;
    private final BiFunction<Cell, Moment, Step<R>> transition;
    private Cell before = EmptyCell.EMPTY;
    private @Nullable Step<R> step;

    Change(Supplier<Moment> clock, BiFunction<Cell, Moment, Step<R>> transition) {
        this.clock = clock;
        this.transition = transition;
    }

    @Override
    public @Nullable Cell apply(EntryKey key, @Nullable Cell stored) {
        Moment moment = clock.get();
        before = stored == null ? EmptyCell.EMPTY : stored.at(moment);
        step = transition.apply(before, moment);
        return step.next() instanceof EmptyCell ? null : step.next();
    }

    Step<R> step() {
        return Objects.requireNonNull(step, "the change has not run");
    }

    /** Returns the load that this change ended and whose end somebody waits for; null if there is none. */
    @Nullable
    LeaseCell endedLoad() {
        LeaseCell load = before.load();
        if (load == null || !load.waited()) {
            return null;
        }
        LeaseCell now = step().next().load();
        boolean stands = now != null && now.token().equals(load.token());
        return stands ? null : load;
    }
}
