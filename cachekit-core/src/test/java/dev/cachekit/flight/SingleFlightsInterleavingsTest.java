package dev.cachekit.flight;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.annotation.FlightScope;
import dev.cachekit.contract.Interleavings;
import dev.cachekit.contract.StoppedClock;
import dev.cachekit.spi.FlightKey;
import dev.cachekit.spi.FlightListener;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The flights of one process: one call at a time, and nobody who stays loses the call because others leave. */
class SingleFlightsInterleavingsTest {

    private static final Interleavings CALLS = Interleavings.of("", List.of("call", "call", "call"), "oneAtATime");
    private static final Interleavings STAYING =
            Interleavings.of("", List.of("comeAndGo", "stay", "comeAndGo"), "whoStaysIsNotCancelled oneAtATime");

    @Test
    void callsThatOverlapAreOneAtATime() {
        CALLS.check(AsItIs.class, Promise.class);
    }

    @Test
    void whoStaysKeepsTheCall() {
        STAYING.check(AsItIs.class, Promise.class);
    }

    @Test
    void aFlightThatIsFoundInOneStepAndJoinedInAnotherIsNoticed() {
        assertThatThrownBy(() -> CALLS.check(FindingThenJoining.class, Promise.class))
                .isInstanceOf(LincheckAssertionError.class);
    }

    /** Callers of one key. */
    public abstract static class Operations {

        private static final FlightKey KEY = new FlightKey("report", "1");
        private static final FlightTerms TERMS =
                new FlightTerms("report", "report", FlightScope.LOCAL, Duration.ZERO, FlightValues.NOTHING);
        private static final FlightPorts PORTS = new FlightPorts(
                new StoppedClock(), Duration.ZERO, Runnable::run, SharedExceptions.NONE, FlightListener.NONE);

        private final AtomicInteger underWay = new AtomicInteger();
        private final AtomicInteger overlaps = new AtomicInteger();
        private final Queue<LocalFlight> stayed = new ConcurrentLinkedQueue<>();
        private final ConcurrentMap<LocalFlight, Work<?>> works = new ConcurrentHashMap<>();
        private final SingleFlights flights;

        Operations(ConcurrentMap<FlightKey, LocalFlight> map) {
            this.flights = new SingleFlights(PORTS, null, map);
        }

        @Operation
        public void call() {
            LocalFlight flight = join();
            if (takesTheLead(flight)) {
                begin();
                underWay.decrementAndGet();
                flight.end("value", null);
            }
            flight.leave();
        }

        @Operation
        public void comeAndGo() {
            LocalFlight flight = join();
            if (takesTheLead(flight)) {
                works.put(flight, flight.work(() -> CompletableFuture.completedFuture("value")));
            }
            flight.leave();
        }

        @Operation
        public void stay() {
            stayed.add(join());
        }

        @Operation
        public boolean oneAtATime() {
            return overlaps.get() == 0;
        }

        @Operation
        public boolean whoStaysIsNotCancelled() {
            return stayed.stream()
                    .map(works::get)
                    .filter(Objects::nonNull)
                    .noneMatch(work -> work.start().toCompletableFuture().isCompletedExceptionally());
        }

        private void begin() {
            if (underWay.incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
        }

        private LocalFlight join() {
            return Objects.requireNonNull(flights.join(TERMS, KEY, new Report(FlightListener.NONE, "report")))
                    .flight();
        }

        private static boolean takesTheLead(LocalFlight flight) {
            return flight.phase() instanceof Phase.Duty duty && duty.take();
        }
    }

    /** What has to come out. */
    public static class Promise {

        @Operation
        public void call() {}

        @Operation
        public void comeAndGo() {}

        @Operation
        public void stay() {}

        @Operation
        public boolean oneAtATime() {
            return true;
        }

        @Operation
        public boolean whoStaysIsNotCancelled() {
            return true;
        }
    }

    /** The code as it is. */
    public static class AsItIs extends Operations {
        public AsItIs() {
            super(new ConcurrentHashMap<>());
        }
    }

    /** Mutant: looking for a flight and entering one's own are two steps. */
    public static class FindingThenJoining extends Operations {
        public FindingThenJoining() {
            super(new ConcurrentHashMap<>() {
                @Override
                public LocalFlight compute(
                        FlightKey key,
                        BiFunction<? super FlightKey, ? super @Nullable LocalFlight, ? extends @Nullable LocalFlight>
                                change) {
                    LocalFlight flight = change.apply(key, get(key));
                    put(key, Objects.requireNonNull(flight));
                    return flight;
                }
            });
        }
    }
}
