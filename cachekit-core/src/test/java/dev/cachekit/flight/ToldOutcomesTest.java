package dev.cachekit.flight;

import static dev.cachekit.flight.FlightScene.await;
import static dev.cachekit.flight.FlightScene.outcome;
import static dev.cachekit.flight.FlightScene.result;
import static dev.cachekit.flight.FlightScene.started;
import static dev.cachekit.flight.FlightScene.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.flight.FlightScene.Process;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** On which thread outcomes are written for other processes, and what if there is none. */
class ToldOutcomesTest {

    private final FlightScene scene = new FlightScene();
    private final Process ann = scene.process();
    private final Process bob = scene.process();

    /** What waits for a thread. */
    private final Queue<Runnable> queued = new ArrayDeque<>();

    private static Supplier<CompletionStage<@Nullable Object>> giving(Object value) {
        return () -> CompletableFuture.completedFuture(value);
    }

    private FlightTerms noting(List<Thread> writers) {
        FlightValues texts = FlightScene.texts();
        return terms(FlightScene.LONG, new FlightValues() {
            @Override
            public ByteBuffer encode(@Nullable Object value) {
                writers.add(Thread.currentThread());
                return texts.encode(value);
            }

            @Override
            public @Nullable Object decode(ByteBuffer bytes) {
                throw new AssertionError("nobody reads by these terms");
            }
        });
    }

    @Test
    void aCallerThatStandsStillWritesTheOutcomeItself() {
        ann.encoding = queued::add; // as behind calls of users that take long
        List<Thread> writers = new ArrayList<>();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FutureTask<Thread> leader = started(() -> {
            outcome(ann.run(
                    noting(writers),
                    () -> {
                        inside.countDown();
                        await(goOn);
                        return CompletableFuture.completedFuture("value");
                    },
                    Caller.BLOCKING));
            return Thread.currentThread();
        });
        await(inside);
        CompletableFuture<@Nullable Object> waiting = bob.run(giving("second call"));

        goOn.countDown();

        assertThat(outcome(waiting)).isEqualTo("value");
        assertThat(writers).containsExactly(result(leader));
        assertThat(queued).isEmpty();
    }

    @Test
    void aCallerThatIsInterruptedAfterItsCallLeavesTheWritingToAnother() {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FutureTask<@Nullable Object> leader = started(() -> ann.run(
                        terms(FlightScene.LONG, FlightScene.texts()),
                        () -> {
                            inside.countDown();
                            await(goOn);
                            ann.link.way = FaultyFlightStore.Way.LATE;
                            Thread.currentThread().interrupt();
                            return CompletableFuture.completedFuture("value");
                        },
                        Caller.BLOCKING)
                .getNow("nothing yet"));
        await(inside);
        CompletableFuture<@Nullable Object> waiting = bob.run(giving("second call"));

        goOn.countDown();
        assertThat(result(leader)).isEqualTo("value");
        ann.link.way = FaultyFlightStore.Way.OPEN;
        ann.link.released.complete(null);

        assertThat(outcome(waiting)).isEqualTo("value");
    }

    @Test
    void othersWaitForAnOutcomeThatIsWrittenLater() {
        ann.encoding = queued::add;
        CompletableFuture<@Nullable Object> call = new CompletableFuture<>();
        ann.run(() -> call);
        CompletableFuture<@Nullable Object> waiting = bob.run(giving("second call"));
        call.complete("value");
        scene.time.advance(ClusterMembership.LEASE.multipliedBy(2));
        assertThat(waiting).isNotDone();

        queued.remove().run();

        assertThat(outcome(waiting)).isEqualTo("value");
    }

    @Test
    void itsOwnCallersDoNotWaitForTheWriting() {
        ann.encoding = queued::add;
        CompletableFuture<@Nullable Object> call = new CompletableFuture<>();
        ann.run(() -> call);
        CompletableFuture<@Nullable Object> own = ann.run(giving("second call"));
        bob.run(giving("second call"));
        call.complete("value");

        scene.time.advance(FlightScene.DEADLINE.multipliedBy(3));

        assertThat(own).isCompletedWithValue("value");
    }

    @Test
    void withoutAThreadForItEachProcessMakesTheCallItself() {
        ann.encoding = task -> {
            throw new RejectedExecutionException("closed");
        };
        CompletableFuture<@Nullable Object> call = new CompletableFuture<>();
        CompletableFuture<@Nullable Object> first = ann.run(() -> call);
        CompletableFuture<@Nullable Object> waiting = bob.run(giving("of the other"));

        call.complete("value");

        assertThat(outcome(first)).isEqualTo("value");
        assertThat(outcome(waiting)).isEqualTo("of the other");
    }

    @Test
    void aLeadThatIsGivenUpWhileItIsGrantedLeavesNobodyListening() {
        Lead lead = new Lead(
                ann.network,
                terms(Duration.ZERO, FlightScene.texts()).key("k"),
                ann.network.newMember(),
                ann.network.newMember(),
                new Report(ann.ports.listener(), "report"));
        lead.abandon();

        lead.begin();

        assertThat(ann.network.isHeardByAnybody()).isFalse();
        assertThat(scene.time.pendingTasks()).isZero();
    }
}
