package dev.cachekit.strategy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.contract.Interleavings;
import dev.cachekit.contract.StoppedClock;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Token;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Without a store: whoever asks after a removal in this process is not given a load that began before it. */
class FlightsInterleavingsTest {

    private static final Interleavings REMOVAL_DURING_A_LOAD =
            Interleavings.of("", List.of("call", "invalidate call"), "everyoneGotWhatIsNewEnough");

    private static final Interleavings THREE_CALLS =
            Interleavings.of("", List.of("call", "invalidate", "call"), "everyoneGotWhatIsNewEnough");

    @Test
    void nobodyJoinsALoadThatIsOlderThanARemovalHeKnowsOf() {
        REMOVAL_DURING_A_LOAD.check(AsItIs.class, Promise.class);
        THREE_CALLS.check(AsItIs.class, Promise.class);
    }

    @Test
    void aFlightThatIsStillFoundAfterARemovalIsNoticed() {
        assertThatThrownBy(() -> REMOVAL_DURING_A_LOAD.check(StillFound.class, Promise.class))
                .isInstanceOf(LincheckAssertionError.class);
    }

    @Test
    void aFlightThatIsFoundInOneStepAndEnteredInAnotherIsNoticed() {
        assertThatThrownBy(() -> Interleavings.of("", List.of("call", "call"), "onlyTheLeadersLoaded")
                        .check(FindingThenEntering.class, Promise.class))
                .isInstanceOf(LincheckAssertionError.class);
    }

    @Test
    void callsThatOverlapLoadOnceUnlessOneHasEnded() {
        Interleavings.of("", List.of("call", "call"), "onlyTheLeadersLoaded").check(AsItIs.class, Promise.class);
    }

    /** Who got which flight, and the version of the data that was known to be removed when the call began. */
    private record Call(Flight<Integer> flight, int removedBefore) {}

    /** Calls for one key. */
    public abstract static class Operations {

        private static final EntryKey KEY = new EntryKey(new CacheSpace("app", "users", "users"), "1");

        /** Formatting would add steps of its own to the interleavings. */
        private static final String FIFTEEN_ZEROS = "0".repeat(15);

        private final AtomicInteger data = new AtomicInteger();
        private final AtomicInteger removed = new AtomicInteger();
        private final AtomicInteger tokens = new AtomicInteger();
        private final AtomicInteger underWay = new AtomicInteger();
        private final AtomicInteger overlaps = new AtomicInteger();
        private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
        private final Flights flights;

        Operations(ConcurrentMap<EntryKey, Flight<?>> map) {
            this.flights = new Flights(new StoppedClock(), map);
        }

        @Operation
        public void call() {
            int removedBefore = removed.get();
            Flight<Integer> mine = flights.joinable(new Token(FIFTEEN_ZEROS + tokens.incrementAndGet()));
            Flight<Integer> first = flights.joinOrLeadWithoutStore(KEY, mine);
            if (first == mine) {
                load(mine);
            }
            calls.add(new Call(first, removedBefore));
        }

        private void load(Flight<Integer> mine) {
            if (underWay.incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
            mine.land(data.get(), null);
            underWay.decrementAndGet();
            flights.endWithoutStore(KEY, mine);
        }

        @Operation
        public void invalidate() {
            int version = data.incrementAndGet();
            flights.invalidated(List.of(KEY));
            removed.accumulateAndGet(version, Math::max);
        }

        @Operation
        public boolean everyoneGotWhatIsNewEnough() {
            return calls.stream().allMatch(call -> call.flight().outcome().join() >= call.removedBefore());
        }

        @Operation
        public boolean onlyTheLeadersLoaded() {
            return overlaps.get() == 0;
        }
    }

    /** What has to come out. */
    public static class Promise {

        @Operation
        public void call() {}

        @Operation
        public void invalidate() {}

        @Operation
        public boolean everyoneGotWhatIsNewEnough() {
            return true;
        }

        @Operation
        public boolean onlyTheLeadersLoaded() {
            return true;
        }
    }

    /** The code as it is. */
    public static class AsItIs extends Operations {
        public AsItIs() {
            super(new ConcurrentHashMap<>());
        }
    }

    /** Mutant: a removal does not end a flight's being found. */
    public static class StillFound extends Operations {
        public StillFound() {
            super(new ConcurrentHashMap<>() {
                @Override
                public @Nullable Flight<?> remove(Object key) {
                    return null;
                }
            });
        }
    }

    /** Mutant: looking for a flight and entering one's own are two steps. */
    public static class FindingThenEntering extends Operations {
        public FindingThenEntering() {
            super(new ConcurrentHashMap<>() {
                @Override
                public Flight<?> compute(
                        EntryKey key,
                        BiFunction<? super EntryKey, ? super @Nullable Flight<?>, ? extends @Nullable Flight<?>>
                                change) {
                    Flight<?> flight = change.apply(key, get(key));
                    if (flight != null) {
                        put(key, flight);
                    }
                    return flight;
                }
            });
        }
    }
}
