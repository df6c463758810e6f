package dev.cachekit.strategy;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Loads that take turns where no lease says who loads: one runs, and all who come meanwhile share the next one. A load that
 * has begun may be older than a call that comes now; one that is yet to begin is as new, whatever happened in between. Safe
 * for use by many threads.
 */
final class LoadTurns {

    /** The load that runs or is about to, and the one after it. */
    private record Turn(Flight<?> first, @Nullable Flight<?> next) {

        Flight<?> last() {
            return next == null ? first : next;
        }

        /** What may still be joined; null if all have begun. */
        @Nullable
        Flight<?> open() {
            return last().hasBegun() ? null : last();
        }

        @Nullable
        Turn without(Flight<?> ended) {
            if (ended == first) {
                return next == null ? null : new Turn(next, null);
            }
            return ended == next ? new Turn(first, null) : this;
        }
    }

    /**
     * Where a call has its place.
     *
     * @param flight what it is to lead, if it is its own, or else to join
     * @param before the load before that one; null if there is none
     * @param <T> the type of the outcome
     */
    record Place<T extends @Nullable Object>(
            Flight<T> flight, @Nullable Flight<?> before) {

        /** The call comes out of the load that it would have to wait for. */
        boolean followsThisThread() {
            return flight.awaitsThisThread() || before != null && before.awaitsThisThread();
        }
    }

    private final ConcurrentMap<Object, Turn> turns = new ConcurrentHashMap<>();

    /** Takes the next place in the turns of a subject. Whoever is to lead ends its flight in any case. */
    @SuppressWarnings("unchecked") // a subject belongs to one key, hence to one type
    <T extends @Nullable Object> Place<T> take(Object subject, Flight<T> mine) {
        Place<?>[] taken = new Place<?>[1];
        turns.compute(subject, (same, turn) -> {
            if (turn == null) {
                taken[0] = new Place<>(mine, null);
                return new Turn(mine, null);
            }
            Flight<?> open = turn.open();
            Turn then = open == null ? new Turn(turn.last(), mine) : turn;
            taken[0] = new Place<>(then.last(), then.next() == null ? null : then.first());
            return then;
        });
        return (Place<T>) taken[0];
    }

    void end(Object subject, Flight<?> flight) {
        turns.computeIfPresent(subject, (same, turn) -> turn.without(flight));
    }
}
