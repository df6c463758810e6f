package dev.cachekit.flight;

import static dev.cachekit.flight.FlightScene.await;
import static dev.cachekit.flight.FlightScene.failureOf;
import static dev.cachekit.flight.FlightScene.outcome;
import static dev.cachekit.flight.FlightScene.result;
import static dev.cachekit.flight.FlightScene.started;
import static dev.cachekit.flight.FlightScene.terms;
import static dev.cachekit.flight.FlightScene.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.RemoteLoadException;
import dev.cachekit.WaitInterruptedException;
import dev.cachekit.call.Caller;
import dev.cachekit.flight.FlightScene.Process;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An interrupt ends the call of one caller, not the call that others wait for. */
class InterruptedFlightsTest {

    private final FlightScene scene = new FlightScene();
    private final Process ann = scene.process();
    private final Process bob = scene.process();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    static Stream<Exception> interruptions() {
        return Stream.of(
                new InterruptedException(),
                new IllegalStateException(new InterruptedException()),
                new UncheckedIOException(new ClosedByInterruptException()),
                new UncheckedIOException(new InterruptedIOException()),
                new IllegalStateException(new RuntimeException(new WaitInterruptedException("a lock", null))));
    }

    static Stream<Exception> failures() {
        return Stream.of(
                new UncheckedIOException(new SocketTimeoutException()),
                new UncheckedIOException(new InterruptedIOException("timeout")),
                new RejectedExecutionException("full"),
                new IllegalStateException("closed"));
    }

    static Stream<Exception> endsOfPools() {
        return Stream.of(
                new IllegalStateException(new InterruptedException()),
                new RejectedExecutionException("shut down"),
                new IllegalStateException(new RejectedExecutionException("shut down")));
    }

    private static Supplier<CompletionStage<@Nullable Object>> giving(Object value) {
        return () -> CompletableFuture.completedFuture(value);
    }

    private static CompletionStage<@Nullable Object> failed(Throwable failure) {
        return CompletableFuture.failedFuture(failure);
    }

    /** A caller of the first process that stands still in the call until it may go on. */
    private FutureTask<Throwable> leader(Supplier<CompletionStage<@Nullable Object>> end) {
        FutureTask<Throwable> leader = started(() -> failureOf(ann.run(
                terms(FlightScene.LONG, FlightScene.texts()),
                () -> {
                    inside.countDown();
                    await(goOn);
                    return end.get();
                },
                Caller.BLOCKING)));
        await(inside);
        return leader;
    }

    @ParameterizedTest
    @MethodSource("interruptions")
    void aWrappedInterruptIsTheLeadersAlone(Exception failure) {
        FutureTask<Throwable> leader = leader(() -> failed(failure));
        CompletableFuture<@Nullable Object> here = ann.run(giving("of who waits"));
        CompletableFuture<@Nullable Object> elsewhere = bob.run(giving("of the other"));

        goOn.countDown();

        assertThat(result(leader)).isSameAs(failure);
        assertThat(outcome(here)).isEqualTo("of who waits");
        assertThat(outcome(elsewhere)).isEqualTo("of who waits");
    }

    @Test
    void aThreadThatIsInterruptedIsToldSoWhateverItsCallThrows() {
        IllegalStateException failure = new IllegalStateException("connection closed");
        FutureTask<Throwable> leader = leader(() -> {
            Thread.currentThread().interrupt();
            return failed(failure);
        });
        CompletableFuture<@Nullable Object> waiting = bob.run(giving("of the other"));

        goOn.countDown();

        assertThat(outcome(waiting)).isEqualTo("of the other");
        until(leader::isDone);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatIsNoInterruptIsEverybodysOutcome(Exception failure) {
        FutureTask<Throwable> leader = leader(() -> failed(failure));
        CompletableFuture<@Nullable Object> here = ann.run(giving("second call"));
        CompletableFuture<@Nullable Object> elsewhere = bob.run(giving("second call"));

        goOn.countDown();

        assertThat(result(leader)).isSameAs(failure);
        assertThat(failureOf(here)).isSameAs(failure);
        assertThat(failureOf(elsewhere)).isInstanceOfAny(failure.getClass(), RemoteLoadException.class);
    }

    @Test
    void aCallThatAlwaysEndsByAnInterruptIsMadeTwiceAndNotByEachCaller() {
        AtomicInteger calls = new AtomicInteger();
        IllegalStateException failure = new IllegalStateException(new InterruptedException());
        Supplier<CompletionStage<@Nullable Object>> failing = () -> {
            calls.incrementAndGet();
            return failed(failure);
        };
        FutureTask<Throwable> leader = leader(failing);
        List<FutureTask<Throwable>> waiting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            waiting.add(started(
                    () -> failureOf(ann.run(terms(FlightScene.LONG, FlightScene.texts()), failing, Caller.BLOCKING))));
        }
        until(() -> ann.callers() == 9);

        goOn.countDown();

        assertThat(result(leader)).isSameAs(failure);
        assertThat(waiting).allSatisfy(each -> assertThat(result(each)).isSameAs(failure));
        assertThat(calls).hasValue(2);
    }

    @ParameterizedTest
    @MethodSource("endsOfPools")
    void theEndOfAPoolIsTheOutcomeOfNoOtherProcess(Exception failure) {
        CompletableFuture<@Nullable Object> call = new CompletableFuture<>();
        CompletableFuture<@Nullable Object> first = ann.run(() -> call);
        CompletableFuture<@Nullable Object> waiting = bob.run(giving("of the other"));

        call.completeExceptionally(failure);

        assertThat(failureOf(first)).isSameAs(failure);
        assertThat(outcome(waiting)).isEqualTo("of the other");
    }

    @Test
    void theEndOfAPoolIsNotWaitedForByOthersWhenItsOwnCallersHaveLeft() {
        // a stage that survives its cancellation, as that of a call which holds on
        CompletableFuture<@Nullable Object> call = new CompletableFuture<>();
        CompletableFuture<@Nullable Object> first = ann.run(() -> call);
        CompletableFuture<@Nullable Object> waiting = bob.run(giving("of the other"));
        first.cancel(true);

        call.completeExceptionally(new InterruptedException());

        assertThat(outcome(waiting)).isEqualTo("of the other");
    }
}
