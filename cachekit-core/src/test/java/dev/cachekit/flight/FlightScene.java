package dev.cachekit.flight;

import dev.cachekit.annotation.FlightScope;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.codec.JacksonCodec;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.contract.Sample;
import dev.cachekit.inprocess.InProcessBackend;
import dev.cachekit.recovery.Guard;
import dev.cachekit.spi.FlightKey;
import dev.cachekit.spi.FlightListener;
import dev.cachekit.spi.FlightStore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Several processes on one store, by a clock that is moved. */
final class FlightScene {

    static final Duration DEADLINE = Duration.ofMillis(250);
    static final Duration LONG = Duration.ofSeconds(10);

    /** Everything that is continued runs on the thread that continues it, so one thread plays all parts. */
    static final Caller HERE = Caller.continuedOn(Runnable::run);

    final ManualScheduler time = new ManualScheduler();
    final FlightStore store = InProcessBackend.create(time, 100, Runnable::run).flights();

    /** One process. */
    final class Process {

        /** Where outcomes are encoded for others; a test may hold them back. */
        volatile Executor encoding = Runnable::run;

        final FaultyFlightStore link = new FaultyFlightStore(store);
        final List<String> events = new CopyOnWriteArrayList<>();
        final FlightPorts ports = new FlightPorts(
                time,
                DEADLINE,
                task -> encoding.execute(task),
                SharedExceptions.of(List.of(IllegalStateException.class)),
                new RecordedEvents(events));
        final AtomicReference<Runnable> afterJoining = new AtomicReference<>(() -> {});
        private final ConcurrentMap<FlightKey, LocalFlight> underWay = new ConcurrentHashMap<>() {
            @Override
            public @Nullable LocalFlight compute(
                    FlightKey key,
                    BiFunction<? super FlightKey, ? super @Nullable LocalFlight, ? extends @Nullable LocalFlight>
                            change) {
                LocalFlight flight = super.compute(key, change);
                afterJoining.getAndSet(() -> {}).run();
                return flight;
            }
        };
        final FlightNetwork network = new FlightNetwork(link, Guard.NONE, Sample::token, ports);
        final SingleFlights flights = new SingleFlights(ports, network, underWay);

        /** How many callers of this process are in the flight under way. */
        int callers() {
            return underWay.values().stream().mapToInt(LocalFlight::callers).sum();
        }

        CompletableFuture<@Nullable Object> run(Supplier<CompletionStage<@Nullable Object>> call) {
            return run(terms(LONG, texts()), call, HERE);
        }

        CompletableFuture<@Nullable Object> run(
                FlightTerms terms, Supplier<CompletionStage<@Nullable Object>> call, Caller caller) {
            return flights.run(terms, "k", call, caller).toCompletableFuture();
        }
    }

    Process process() {
        return new Process();
    }

    static FlightTerms terms(Duration maxWait, FlightValues values) {
        return new FlightTerms("report", "report", FlightScope.CLUSTER, maxWait, values);
    }

    static FlightValues texts() {
        return FlightValues.of(JacksonCodec.create(), String.class);
    }

    static <T> T outcome(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("the stage failed", e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError("no outcome", e);
        }
    }

    static Throwable failureOf(CompletionStage<?> stage) {
        try {
            throw new AssertionError(
                    "no failure but " + stage.toCompletableFuture().get(10, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return Stages.cause(Objects.requireNonNull(e.getCause()));
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError("no outcome", e);
        }
    }

    /** Runs work on a thread of its own. */
    static <T> FutureTask<T> started(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "test");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    static <T> T result(FutureTask<T> task) {
        try {
            return task.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("the thread failed", e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError("the thread did not end", e);
        }
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Goes on when a condition holds that another thread brings about. */
    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("did not come about");
            }
            Thread.onSpinWait();
        }
    }

    /** Notes what is told, without times. */
    private record RecordedEvents(List<String> events) implements FlightListener {

        @Override
        public void onFlightLead(String flight) {
            events.add("lead");
        }

        @Override
        public void onFlightShared(String flight, Duration waited) {
            events.add("shared");
        }

        @Override
        public void onFlightTimeout(String flight, Duration waited) {
            events.add("timeout");
        }

        @Override
        public void onFlightSucceeded(String flight) {
            events.add("succeeded");
        }

        @Override
        public void onFlightCancelled(String flight) {
            events.add("cancelled");
        }

        @Override
        public void onFlightUnshared(String flight, String reason) {
            events.add("unshared " + reason);
        }

        @Override
        public void onFlightStoreFailure(String flight, String operation, Throwable failure) {
            events.add("failed " + operation);
        }
    }
}
