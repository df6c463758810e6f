package dev.cachekit.flight;

import static dev.cachekit.flight.FlightScene.await;
import static dev.cachekit.flight.FlightScene.failureOf;
import static dev.cachekit.flight.FlightScene.outcome;
import static dev.cachekit.flight.FlightScene.result;
import static dev.cachekit.flight.FlightScene.started;
import static dev.cachekit.flight.FlightScene.terms;
import static dev.cachekit.flight.FlightScene.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.FlightTimeoutException;
import dev.cachekit.RemoteLoadException;
import dev.cachekit.call.Caller;
import dev.cachekit.flight.FaultyFlightStore.Way;
import dev.cachekit.flight.FlightScene.Process;
import dev.cachekit.spi.UnreadableValueException;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Three processes and one key. */
class ClusterFlightsTest {

    private final FlightScene scene = new FlightScene();
    private final Process ann = scene.process();
    private final Process bob = scene.process();
    private final Process eve = scene.process();

    /** The calls that were begun, oldest first. */
    private final List<CompletableFuture<@Nullable Object>> calls = new ArrayList<>();

    private CompletionStage<@Nullable Object> call() {
        CompletableFuture<@Nullable Object> begun = new CompletableFuture<>();
        calls.add(begun);
        return begun;
    }

    private CompletableFuture<@Nullable Object> run(Process process) {
        return process.run(this::call);
    }

    private static Supplier<CompletionStage<@Nullable Object>> giving(Object value) {
        return () -> CompletableFuture.completedFuture(value);
    }

    private void pass(Duration time) {
        scene.time.advance(time);
    }

    @Test
    void concurrentCallsOfSeveralProcessesAreOneCall() {
        List<CompletableFuture<@Nullable Object>> results = List.of(run(ann), run(bob), run(eve), run(bob));

        assertThat(calls).hasSize(1);
        calls.get(0).complete("value");

        assertThat(results).allSatisfy(result -> assertThat(outcome(result)).isEqualTo("value"));
        assertThat(outcome(results.get(1))).isSameAs(outcome(results.get(3)));
    }

    @Test
    void nullIsSharedLikeAnyValue() {
        run(ann);
        CompletableFuture<@Nullable Object> joined = run(bob);

        calls.get(0).complete(null);

        assertThat(joined).isCompletedWithValue(null);
    }

    @Test
    void nothingIsKeptAfterwards() {
        run(ann);
        run(bob);
        calls.get(0).complete("first");

        assertThat(outcome(bob.run(giving("second")))).isEqualTo("second");
        assertThat(outcome(ann.run(giving("third")))).isEqualTo("third");
    }

    @Test
    void anExceptionThatIsListedIsRebuilt() {
        run(ann);
        CompletableFuture<@Nullable Object> joined = run(bob);

        calls.get(0).completeExceptionally(new IllegalStateException("closed"));

        assertThat(failureOf(joined))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("closed");
    }

    @Test
    void anyOtherExceptionIsTold() {
        run(ann);
        CompletableFuture<@Nullable Object> joined = run(bob);

        calls.get(0).completeExceptionally(new UnsupportedOperationException("not today"));

        assertThat(failureOf(joined)).isInstanceOfSatisfying(RemoteLoadException.class, failure -> {
            assertThat(failure.remoteType()).isEqualTo("java.lang.UnsupportedOperationException");
            assertThat(failure.remoteMessage()).isEqualTo("not today");
        });
    }

    @Test
    void aFailedCallIsNotMadeAgain() {
        run(ann);
        run(bob);
        calls.get(0).completeExceptionally(new IllegalStateException("closed"));

        assertThat(calls).hasSize(1);
    }

    @Test
    void aLostMessageIsMadeUpForByLooking() {
        bob.link.deaf = true;
        run(ann);
        CompletableFuture<@Nullable Object> joined = run(bob);
        calls.get(0).complete("value");
        assertThat(joined).isNotDone();

        pass(Duration.ofMillis(600));

        assertThat(outcome(joined)).isEqualTo("value");
        assertThat(calls).hasSize(1);
    }

    @Test
    void anEndThatIsHeardBetweenALookAndItsAnswerIsNotMissed() {
        run(ann);
        CompletableFuture<@Nullable Object> waiting = run(bob);
        bob.link.beforeAnswering.set(() -> calls.get(0).complete("value"));

        pass(Duration.ofMillis(100)); // the first look, and not yet the second

        assertThat(waiting).isCompletedWithValue("value");
    }

    @Test
    void aLeaderThatLivesIsNotSucceeded() {
        run(ann);
        CompletableFuture<@Nullable Object> joined =
                bob.run(terms(Duration.ofHours(1), FlightScene.texts()), this::call, FlightScene.HERE);
        pass(Duration.ofMinutes(9));

        calls.get(0).complete("value");

        assertThat(outcome(joined)).isEqualTo("value");
        assertThat(calls).hasSize(1);
    }

    @Test
    void exactlyOneSucceedsALeaderThatDies() {
        run(ann);
        List<CompletableFuture<@Nullable Object>> waiting = List.of(run(bob), run(eve), run(eve));
        ann.link.way = Way.SILENT;

        pass(ClusterMembership.LEASE.plusMillis(600));
        assertThat(calls).hasSize(2);
        calls.get(1).complete("second");

        assertThat(waiting).allSatisfy(result -> assertThat(outcome(result)).isEqualTo("second"));
        assertThat(calls).hasSize(2);
        assertThat(bob.events.contains("succeeded") ^ eve.events.contains("succeeded"))
                .isTrue();
    }

    @Test
    void whoHearsNothingFindsTheOutcomeOfTheSuccessor() {
        eve.link.deaf = true;
        run(ann);
        CompletableFuture<@Nullable Object> waiting = run(eve);
        bob.link.deaf = true;
        run(bob);
        ann.link.way = Way.SILENT;
        pass(ClusterMembership.LEASE.plusMillis(600));
        calls.get(1).complete("second");

        pass(Duration.ofMillis(600));

        assertThat(outcome(waiting)).isEqualTo("second");
        assertThat(calls).hasSize(2);
    }

    @Test
    void aLeaderThatWasCutOffKeepsItsOwnOutcome() {
        CompletableFuture<@Nullable Object> first = run(ann);
        CompletableFuture<@Nullable Object> waiting = run(bob);
        ann.link.way = Way.CUT;
        pass(ClusterMembership.LEASE.plusMillis(600));
        ann.link.way = Way.OPEN;
        pass(Duration.ofSeconds(1));

        calls.get(0).complete("late");

        assertThat(outcome(first)).isEqualTo("late");
        assertThat(waiting).isNotDone();
        calls.get(1).complete("second");
        assertThat(outcome(waiting)).isEqualTo("second");
    }

    @Test
    void aCallThatHangsHoldsUpNobodyForMoreThanTenMinutes() {
        run(ann);
        bob.run(terms(Duration.ofHours(1), FlightScene.texts()), this::call, FlightScene.HERE);

        pass(Duration.ofMinutes(10).plusSeconds(5));

        assertThat(calls).hasSize(2);
    }

    @Test
    void anInterruptedLeaderIsSucceededAtOnce() {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        FutureTask<Throwable> leader = started(() -> failureOf(ann.run(
                terms(FlightScene.LONG, FlightScene.texts()),
                () -> {
                    inside.countDown();
                    await(interrupted);
                    return CompletableFuture.failedFuture(new InterruptedException());
                },
                Caller.BLOCKING)));
        await(inside);
        CompletableFuture<@Nullable Object> waiting = run(bob);

        interrupted.countDown();

        until(() -> leader.isDone() && !calls.isEmpty());
        calls.get(0).complete("second");
        assertThat(outcome(waiting)).isEqualTo("second");
    }

    @Test
    void aValueThatCannotBeWrittenIsLoadedOnceByEachProcess() {
        FlightTerms unwritable = terms(FlightScene.LONG, new Values() {
            @Override
            public ByteBuffer encode(@Nullable Object value) {
                throw new IllegalStateException("getter failed");
            }
        });
        CompletableFuture<@Nullable Object> first = ann.run(unwritable, this::call, FlightScene.HERE);
        List<CompletableFuture<@Nullable Object>> others = List.of(
                bob.run(unwritable, this::call, FlightScene.HERE), bob.run(unwritable, this::call, FlightScene.HERE));

        calls.get(0).complete("first");
        assertThat(calls).hasSize(2);
        calls.get(1).complete("second");

        assertThat(outcome(first)).isEqualTo("first");
        assertThat(others).allSatisfy(result -> assertThat(outcome(result)).isEqualTo("second"));
        assertThat(ann.events).contains("unshared unwritable");
        assertThat(bob.events).contains("unshared refused");
    }

    @Test
    void aValueThatCannotBeReadIsLoadedOnceByEachProcess() {
        FlightTerms unreadable = terms(FlightScene.LONG, new Values() {
            @Override
            public Object decode(ByteBuffer bytes) throws UnreadableValueException {
                throw new UnreadableValueException("of another version");
            }
        });
        run(ann);
        CompletableFuture<@Nullable Object> waiting = bob.run(unreadable, this::call, FlightScene.HERE);

        calls.get(0).complete("first");
        assertThat(calls).hasSize(2);
        calls.get(1).complete("second");

        assertThat(outcome(waiting)).isEqualTo("second");
        assertThat(bob.events).contains("unshared unreadable");
    }

    @Test
    void nothingIsWrittenIfNobodyWaits() {
        List<@Nullable Object> written = new ArrayList<>();
        FlightTerms counting = terms(FlightScene.LONG, new Values() {
            @Override
            public ByteBuffer encode(@Nullable Object value) {
                written.add(value);
                return super.encode(value);
            }
        });
        CompletableFuture<@Nullable Object> first = ann.run(counting, this::call, FlightScene.HERE);

        calls.get(0).complete("value");

        assertThat(outcome(first)).isEqualTo("value");
        assertThat(written).isEmpty();
        assertThat(ann.link.sent).containsExactly("enter", "finish");
    }

    @Test
    void nobodyJoinsACallThatHasEndedEvenIfItsProcessHasNotHeard() {
        bob.link.deaf = true;
        run(ann);
        CompletableFuture<@Nullable Object> waiting = run(bob);
        calls.get(0).complete("old");

        CompletableFuture<@Nullable Object> newcomer = run(bob);
        assertThat(calls).hasSize(2);
        calls.get(1).complete("new");
        pass(Duration.ofMillis(600));

        assertThat(outcome(newcomer)).isEqualTo("new");
        assertThat(outcome(waiting)).isEqualTo("old");
    }

    @Test
    void nobodyJoinsACallOfWhichItCannotBeAskedWhetherItHasEnded() {
        bob.link.deaf = true;
        run(ann);
        CompletableFuture<@Nullable Object> waiting = run(bob);
        calls.get(0).complete("old");

        bob.link.way = Way.CUT;
        CompletableFuture<@Nullable Object> newcomer = run(bob);
        bob.link.way = Way.OPEN;
        assertThat(calls).hasSize(2);
        calls.get(1).complete("new");
        pass(Duration.ofMillis(600));

        assertThat(outcome(newcomer)).isEqualTo("new");
        assertThat(outcome(waiting)).isEqualTo("old");
    }

    @Test
    void nobodyJoinsACallWhoseOutcomeAnotherProcessHasAlready() {
        CompletableFuture<@Nullable Object> first = run(ann);
        CompletableFuture<@Nullable Object> waiting = run(bob);
        ann.link.beforeAnswering.set(() -> ann.link.way = Way.LATE);
        calls.get(0).complete("old");
        assertThat(outcome(waiting)).isEqualTo("old");
        assertThat(first).isNotDone();

        ann.link.way = Way.OPEN;
        CompletableFuture<@Nullable Object> newcomer = run(ann);
        assertThat(calls).hasSize(2);
        calls.get(1).complete("new");
        ann.link.released.complete(null);

        assertThat(outcome(newcomer)).isEqualTo("new");
        assertThat(outcome(first)).isEqualTo("old");
    }

    @Test
    void anErrorWhileTheOutcomeIsReadEndsTheWaitOfAllInThatProcess() {
        FlightTerms failing = terms(FlightScene.LONG, new Values() {
            @Override
            public @Nullable Object decode(ByteBuffer bytes) {
                throw new AssertionError("not of this type");
            }
        });
        run(ann);
        List<CompletableFuture<@Nullable Object>> waiting =
                List.of(bob.run(failing, this::call, FlightScene.HERE), bob.run(failing, this::call, FlightScene.HERE));
        calls.get(0).complete("value");

        assertThat(waiting).allSatisfy(each -> assertThat(failureOf(each)).hasMessage("not of this type"));
    }

    @Test
    void nobodyIsGivenAnOutcomeThatArrivesBetweenJoiningAndLooking() {
        run(ann);
        CompletableFuture<@Nullable Object> waiting = run(bob);
        bob.afterJoining.set(() -> calls.get(0).complete("old"));

        CompletableFuture<@Nullable Object> newcomer = run(bob);
        assertThat(calls).hasSize(2);
        calls.get(1).complete("new");

        assertThat(outcome(waiting)).isEqualTo("old");
        assertThat(outcome(newcomer)).isEqualTo("new");
    }

    @Test
    void whoComesWhileTheCallRunsElsewhereJoinsIt() {
        run(ann);
        run(bob);
        CompletableFuture<@Nullable Object> newcomer = run(bob);
        calls.get(0).complete("value");

        assertThat(outcome(newcomer)).isEqualTo("value");
        assertThat(calls).hasSize(1);
        assertThat(bob.link.sent).containsOnlyOnce("enter");
    }

    @Test
    void theCallIsCancelledOnlyWhenTheLastOfAllProcessesHasLeft() {
        CompletableFuture<@Nullable Object> first = run(ann);
        CompletableFuture<@Nullable Object> second = run(bob);
        CompletableFuture<@Nullable Object> third = run(bob);

        first.cancel(true);
        second.cancel(true);
        pass(Duration.ofSeconds(10));
        assertThat(calls.get(0)).isNotDone();

        third.cancel(true);
        assertThat(calls.get(0)).isCancelled();
        assertThat(ann.events).contains("cancelled");
    }

    @Test
    void theCallGoesOnForOthersWhenItsOwnCallersHaveLeft() {
        CompletableFuture<@Nullable Object> first = run(ann);
        CompletableFuture<@Nullable Object> second = run(bob);
        first.cancel(true);

        CompletableFuture<@Nullable Object> third = run(ann);
        assertThat(calls).hasSize(1);
        calls.get(0).complete("value");

        assertThat(outcome(second)).isEqualTo("value");
        assertThat(outcome(third)).isEqualTo("value");
    }

    @Test
    void nobodyJoinsACallThatIsBeingCancelled() {
        CompletableFuture<@Nullable Object> first = run(ann);
        first.cancel(true);
        assertThat(calls.get(0)).isCancelled();

        CompletableFuture<@Nullable Object> here = run(ann);
        CompletableFuture<@Nullable Object> elsewhere = run(bob);
        assertThat(calls).hasSize(2);
        calls.get(1).complete("value");

        assertThat(outcome(here)).isEqualTo("value");
        assertThat(outcome(elsewhere)).isEqualTo("value");
    }

    @Test
    void theCallIsCancelledWhenThoseWhoWantedItHaveDied() {
        CompletableFuture<@Nullable Object> first = run(ann);
        run(bob);
        first.cancel(true);
        bob.link.way = Way.SILENT;

        pass(ClusterMembership.LEASE.plusSeconds(2));

        assertThat(calls.get(0)).isCancelled();
    }

    @Test
    void aLeadThatIsGrantedToNobodyIsGivenBack() {
        ann.link.way = Way.LATE;
        CompletableFuture<@Nullable Object> first = run(ann);
        first.cancel(true);
        ann.link.released.complete(null);

        run(bob);

        assertThat(calls).hasSize(1);
        assertThat(bob.events).containsExactly("lead");
    }

    @Test
    void whoHasLeftMakesNoCallWhenTheStoreTurnsOutToBeAway() {
        ann.link.way = Way.SILENT;
        run(ann).cancel(true);

        pass(FlightScene.DEADLINE);

        assertThat(calls).isEmpty();
    }

    @Test
    void aLeadIsNotTakenOnceItIsGivenBack() {
        Queue<Runnable> later = new ArrayDeque<>();
        ann.link.way = Way.LATE;
        CompletableFuture<@Nullable Object> first = runLater(later, this::call);
        ann.link.released.complete(null);
        first.cancel(true);

        runAll(later);

        assertThat(ann.link.sent).contains("abandon");
        assertThat(calls).isEmpty();
    }

    @Test
    void whoStaysMakesTheCallAndNotWhoHasLeft() {
        Queue<Runnable> later = new ArrayDeque<>();
        ann.link.way = Way.LATE;
        CompletableFuture<@Nullable Object> before = runLater(later, giving("of who left"));
        CompletableFuture<@Nullable Object> staying = runLater(later, giving("of who stays"));
        CompletableFuture<@Nullable Object> after = runLater(later, giving("of who left"));
        ann.link.released.complete(null);
        before.cancel(true);
        after.cancel(true);

        runAll(later);

        assertThat(outcome(staying)).isEqualTo("of who stays");
    }

    private static void runAll(Queue<Runnable> later) {
        while (!later.isEmpty()) {
            later.remove().run();
        }
    }

    private CompletableFuture<@Nullable Object> runLater(
            Queue<Runnable> later, Supplier<CompletionStage<@Nullable Object>> call) {
        return ann.run(terms(FlightScene.LONG, FlightScene.texts()), call, Caller.continuedOn(later::add));
    }

    @Test
    void whoLeavesBeforeTheStoreHasAnsweredDoesNotCount() {
        CompletableFuture<@Nullable Object> first = run(ann);
        bob.link.way = Way.LATE;
        run(bob).cancel(true);
        bob.link.released.complete(null);

        first.cancel(true);

        assertThat(calls.get(0)).isCancelled();
    }

    @Test
    void whoWaitsTooLongIsToldAndLeaves() {
        CompletableFuture<@Nullable Object> first = run(ann);
        FutureTask<Throwable> waiter = started(() ->
                failureOf(bob.run(terms(Duration.ofMillis(1), FlightScene.texts()), this::call, Caller.BLOCKING)));

        assertThat(result(waiter)).isInstanceOf(FlightTimeoutException.class);

        assertThat(bob.link.sent).contains("leave");
        first.cancel(true);
        assertThat(calls.get(0)).isCancelled();
    }

    @Test
    void withoutTheStoreEachProcessMakesOneCall() {
        ann.link.way = Way.CUT;
        bob.link.way = Way.CUT;

        List<CompletableFuture<@Nullable Object>> results = List.of(run(ann), run(ann), run(bob));
        assertThat(calls).hasSize(2);
        calls.get(0).complete("of ann");
        calls.get(1).complete("of bob");

        assertThat(results.stream().map(FlightScene::outcome)).containsExactly("of ann", "of ann", "of bob");
        assertThat(ann.events).contains("failed enter");
    }

    @Test
    void aStoreThatIsSilentHoldsUpNobodyForMoreThanTheDeadline() {
        ann.link.way = Way.SILENT;
        CompletableFuture<@Nullable Object> result = run(ann);
        assertThat(calls).isEmpty();

        pass(FlightScene.DEADLINE);
        calls.get(0).complete("value");

        assertThat(outcome(result)).isEqualTo("value");
    }

    @Test
    void anOutcomeWaitsForASilentStoreNoLongerThanTheDeadline() {
        CompletableFuture<@Nullable Object> result = run(ann);
        ann.link.way = Way.SILENT;
        calls.get(0).complete("value");
        assertThat(result).isNotDone();

        pass(FlightScene.DEADLINE);

        assertThat(outcome(result)).isEqualTo("value");
    }

    @Test
    void whoWaitsGoesOnAloneWhenTheStoreIsAway() {
        run(ann);
        CompletableFuture<@Nullable Object> waiting = run(bob);
        bob.link.way = Way.CUT;

        pass(Duration.ofSeconds(2));
        assertThat(calls).hasSize(2);
        calls.get(1).complete("of bob");

        assertThat(outcome(waiting)).isEqualTo("of bob");
    }

    @Test
    void oneFailureOfTheStoreIsNoReasonForASecondCall() {
        run(ann);
        CompletableFuture<@Nullable Object> waiting = run(bob);
        bob.link.way = Way.CUT;
        pass(Duration.ofMillis(100));
        bob.link.way = Way.OPEN;
        pass(Duration.ofSeconds(2));
        calls.get(0).complete("value");

        assertThat(outcome(waiting)).isEqualTo("value");
        assertThat(calls).hasSize(1);
    }

    @Test
    void aLeadWhoseGrantWasLostIsGivenBack() {
        ann.link.way = Way.ANSWERS_LOST;
        run(ann);
        ann.link.way = Way.OPEN;
        run(bob);

        assertThat(ann.link.sent).contains("abandon");
        assertThat(bob.events).contains("lead");
    }

    @Test
    void aCallInsideItselfDoesNotWaitForItself() {
        CompletableFuture<@Nullable Object> result = ann.run(
                terms(FlightScene.LONG, FlightScene.texts()),
                () -> ann.run(terms(FlightScene.LONG, FlightScene.texts()), giving("inner"), Caller.BLOCKING)
                        .thenApply(inner -> inner + " in outer"),
                Caller.BLOCKING);

        assertThat(outcome(result)).isEqualTo("inner in outer");
    }

    @Test
    void noUserCodeRunsOnAThreadOfTheStore() {
        List<Thread> readers = new ArrayList<>();
        FlightTerms noting = terms(FlightScene.LONG, new Values() {
            @Override
            public @Nullable Object decode(ByteBuffer bytes) throws UnreadableValueException {
                readers.add(Thread.currentThread());
                return super.decode(bytes);
            }
        });
        run(ann);
        FutureTask<@Nullable Object> waiter = started(() -> outcome(bob.run(noting, this::call, Caller.BLOCKING)));
        until(() -> bob.link.sent.contains("enter"));

        calls.get(0).complete("value"); // tells the news on this thread

        assertThat(result(waiter)).isEqualTo("value");
        assertThat(readers).hasSize(1).doesNotContain(Thread.currentThread());
    }

    @Test
    void noTimerIsLeftBehind() {
        List<CompletableFuture<@Nullable Object>> results = List.of(run(ann), run(bob), run(eve));
        calls.get(0).complete("value");
        results.forEach(FlightScene::outcome);

        assertThat(scene.time.pendingTasks()).isZero();
    }

    /** Values that a test changes in one respect. */
    private static class Values implements FlightValues {

        private final FlightValues texts = FlightScene.texts();

        @Override
        public ByteBuffer encode(@Nullable Object value) {
            return texts.encode(value);
        }

        @Override
        public @Nullable Object decode(ByteBuffer bytes) throws UnreadableValueException {
            return texts.decode(bytes);
        }
    }
}
