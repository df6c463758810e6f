package dev.cachekit.flight;

import static dev.cachekit.flight.FlightScene.await;
import static dev.cachekit.flight.FlightScene.failureOf;
import static dev.cachekit.flight.FlightScene.outcome;
import static dev.cachekit.flight.FlightScene.result;
import static dev.cachekit.flight.FlightScene.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.FlightTimeoutException;
import dev.cachekit.WaitInterruptedException;
import dev.cachekit.call.Caller;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.spi.FlightKey;
import dev.cachekit.spi.FlightListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SingleFlightsTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    enum How {
        BLOCKING(Caller.BLOCKING),
        CONTINUED(Caller.continuedOn(task -> new Thread(task).start()));

        final Caller caller;

        How(Caller caller) {
            this.caller = caller;
        }
    }

    private final ConcurrentMap<FlightKey, LocalFlight> underWay = new ConcurrentHashMap<>();
    private final SingleFlights flights = new SingleFlights(
            new FlightPorts(
                    new ManualScheduler(),
                    FlightScene.DEADLINE,
                    Runnable::run,
                    SharedExceptions.NONE,
                    FlightListener.NONE),
            null,
            underWay);
    private final AtomicInteger calls = new AtomicInteger();
    private final CompletableFuture<Object> answer = new CompletableFuture<>();

    private CompletionStage<Object> run(Supplier<CompletionStage<Object>> call, Duration maxWait, Caller caller) {
        return flights.run(FlightScene.terms(maxWait, FlightScene.texts()), "k", call, caller);
    }

    private CompletionStage<Object> slow() {
        calls.incrementAndGet();
        return answer;
    }

    @ParameterizedTest
    @EnumSource
    void concurrentCallsAreOneCallWithOneResult(How how) {
        Object value = new Object();
        CompletionStage<Object> first = run(this::slow, LONG, how.caller);
        List<FutureTask<Object>> others = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            others.add(started(() -> outcome(run(this::slow, LONG, how.caller))));
        }
        FlightScene.until(() -> callers() == 1 + others.size());
        answer.complete(value);
        assertThat(outcome(first)).isSameAs(value);
        assertThat(others).allSatisfy(task -> assertThat(result(task)).isSameAs(value));
        assertThat(calls).hasValue(1);
    }

    private int callers() {
        return underWay.values().stream().mapToInt(LocalFlight::callers).sum();
    }

    @Test
    void oneThreadThatNeverBlocksStillJoinsItsOwnCall() {
        Caller here = Caller.continuedOn(Runnable::run);
        List<CompletionStage<Object>> stages = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            stages.add(run(this::slow, LONG, here));
        }
        answer.complete("v");
        assertThat(stages).allSatisfy(stage -> assertThat(outcome(stage)).isEqualTo("v"));
        assertThat(calls).hasValue(1);
    }

    @Test
    void nothingIsKeptAfterwards() {
        outcome(run(() -> CompletableFuture.completedFuture(calls.incrementAndGet()), LONG, Caller.BLOCKING));
        outcome(run(() -> CompletableFuture.completedFuture(calls.incrementAndGet()), LONG, Caller.BLOCKING));
        assertThat(calls).hasValue(2);
    }

    @Test
    void nobodyJoinsACallThatHasEndedWhileOthersAreStillToBeTold() {
        List<Runnable> continuations = new ArrayList<>();
        run(this::slow, LONG, Caller.BLOCKING);
        CompletionStage<Object> toBeTold = run(this::slow, LONG, Caller.continuedOn(continuations::add));
        answer.complete("old");

        assertThat(outcome(run(() -> CompletableFuture.completedFuture("new"), LONG, Caller.BLOCKING)))
                .isEqualTo("new");

        continuations.forEach(Runnable::run);
        assertThat(outcome(toBeTold)).isEqualTo("old");
    }

    @Test
    void aCallInsideItselfDoesNotWaitForItself() {
        assertThat(outcome(run(
                        () -> run(() -> CompletableFuture.completedFuture("inner"), LONG, Caller.BLOCKING)
                                .thenApply(inner -> inner + " in outer"),
                        LONG,
                        Caller.BLOCKING)))
                .isEqualTo("inner in outer");
    }

    @Test
    void aCallThatThrowsLeavesNothingToJoin() {
        IllegalStateException failure = new IllegalStateException("thrown");
        assertThat(failureOf(run(
                        () -> {
                            throw failure;
                        },
                        LONG,
                        Caller.BLOCKING)))
                .isSameAs(failure);
        assertThat(outcome(run(() -> CompletableFuture.completedFuture("v"), LONG, Caller.BLOCKING)))
                .isEqualTo("v");
    }

    @ParameterizedTest
    @EnumSource
    void aWaitThatTakesTooLongFails(How how) {
        run(this::slow, LONG, how.caller);
        assertThat(failureOf(run(this::slow, Duration.ofMillis(10), how.caller)))
                .isInstanceOf(FlightTimeoutException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aTimeoutOfTheCallItselfIsSharedAsItIs(How how) {
        TimeoutException failure = new TimeoutException("of the call");
        run(this::slow, LONG, how.caller);
        FutureTask<Throwable> joined = started(() -> failureOf(run(this::slow, LONG, how.caller)));
        answer.completeExceptionally(failure);
        assertThat(result(joined)).isSameAs(failure);
    }

    @Test
    void anInterruptedWaiterIsTold() {
        CountDownLatch led = new CountDownLatch(1);
        started(() -> {
            run(this::slow, LONG, Caller.BLOCKING);
            led.countDown();
            return "led";
        });
        await(led);
        FutureTask<Throwable> waiter = started(() -> {
            Thread.currentThread().interrupt();
            CompletionStage<Object> joined = run(this::slow, LONG, Caller.BLOCKING);
            assertThat(Thread.interrupted()).isTrue();
            return failureOf(joined);
        });
        assertThat(result(waiter)).isInstanceOf(WaitInterruptedException.class);
    }
}
