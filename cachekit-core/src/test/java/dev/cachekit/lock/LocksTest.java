package dev.cachekit.lock;

import static dev.cachekit.lock.LockScene.CONTINUED;
import static dev.cachekit.lock.LockScene.WAIT;
import static dev.cachekit.lock.LockScene.asked;
import static dev.cachekit.lock.LockScene.demand;
import static dev.cachekit.lock.LockScene.exclusive;
import static dev.cachekit.lock.LockScene.held;
import static dev.cachekit.lock.LockScene.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.annotation.LockMode;
import dev.cachekit.call.Caller;
import dev.cachekit.lock.FaultyLockStore.Mode;
import dev.cachekit.lock.LockDemand.Local;
import dev.cachekit.spi.LockRequest.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Taking locks: order, waiting, waking, giving up. */
class LocksTest {

    private final LockScene scene = new LockScene();

    @Test
    void theNextGetsTheLockWhenItIsReleased() {
        Hold first = held(scene.locks, exclusive("a"));
        CompletableFuture<Optional<Hold>> second = asked(scene.other, exclusive("a"));
        assertThat(second).isNotDone();

        first.close();

        assertThat(second.join()).hasValueSatisfying(hold -> {
            assertThat(hold.isHeld()).isTrue();
            assertThat(hold.fencingToken()).isGreaterThan(first.fencingToken());
        });
        assertThat(first.isHeld()).isFalse();
    }

    @Test
    void whoWaitsInVainGoesWithout() {
        held(scene.locks, exclusive("a"));
        CompletableFuture<Optional<Hold>> second = asked(scene.other, exclusive("a"));

        scene.time.advance(WAIT);

        assertThat(second.join()).isEmpty();
        assertThat(scene.events).last().isEqualTo("busy after PT30S");
    }

    @Test
    void whoTriesOnceAsksOnceAndDoesNotWait() {
        held(scene.locks, exclusive("a"));

        assertThat(asked(scene.other, once("a"))).isCompletedWithValue(Optional.empty());
        assertThat(scene.otherStore.requests)
                .singleElement()
                .satisfies(request -> assertThat(request.turn()).isEqualTo(Turn.NONE));
    }

    @Test
    void aLostMessageCostsASecondAtMost() {
        scene.otherStore.losesMessages = true;
        Hold first = held(scene.locks, exclusive("a"));
        CompletableFuture<Optional<Hold>> second = asked(scene.other, exclusive("a"));

        first.close();
        assertThat(second).isNotDone();
        scene.time.advance(Duration.ofSeconds(1));

        assertThat(second.join()).isPresent();
    }

    @Test
    void aDeadHoldersLockIsTakenWhenItsLeaseEnds() {
        held(scene.locks, demand(LockMode.EXCLUSIVE, WAIT, Duration.ofMillis(400), "a"));
        CompletableFuture<Optional<Hold>> second = asked(scene.other, exclusive("a"));

        scene.time.advance(Duration.ofMillis(399));
        assertThat(second).isNotDone();
        scene.time.advance(Duration.ofMillis(2));

        assertThat(second.join()).isPresent();
    }

    @Test
    void callersOfOneProcessComeInTheirOrder() {
        List<Integer> order = new ArrayList<>();
        Hold first = held(scene.locks, exclusive("a"));
        List<CompletableFuture<Void>> all = IntStream.range(0, 5)
                .mapToObj(i -> asked(scene.locks, exclusive("a")).thenAccept(hold -> {
                    order.add(i);
                    hold.orElseThrow().close();
                }))
                .toList();

        first.close();

        assertThat(all).allMatch(CompletableFuture::isDone);
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void oneCallerOfAProcessAsksForAll() {
        held(scene.other, exclusive("a"));
        IntStream.range(0, 20).forEach(i -> asked(scene.locks, exclusive("a")));

        scene.time.advance(Duration.ofSeconds(10));

        assertThat(scene.store.requests).hasSizeLessThanOrEqualTo(21);
    }

    @Test
    void fairCallersComeInTheOrderOfTheCluster() {
        List<Integer> order = new ArrayList<>();
        Hold first = held(scene.locks, demand(LockMode.FAIR, WAIT, null, "a"));
        for (int i = 0; i < 6; i++) {
            int number = i;
            asked(i % 2 == 0 ? scene.locks : scene.other, demand(LockMode.FAIR, WAIT, null, "a"))
                    .thenAccept(hold -> {
                        order.add(number);
                        hold.orElseThrow().close();
                    });
        }

        first.close();

        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void whatFairCallersAskDoesNotGrowWithTheirNumber() {
        held(scene.other, exclusive("a"));
        IntStream.range(0, 1_000).forEach(i -> asked(scene.locks, demand(LockMode.FAIR, WAIT, null, "a")));

        scene.time.advance(Duration.ofSeconds(10));

        int asksOfOne = 1 + 10 * 2; // at least half a second lies between two
        assertThat(scene.store.requests).hasSizeLessThanOrEqualTo(16 * asksOfOne);
    }

    @Test
    void fairCallersBeyondThePlacesOfAProcessKeepTheirOrder() {
        List<Integer> order = new ArrayList<>();
        Hold first = held(scene.other, demand(LockMode.FAIR, WAIT, null, "a"));
        for (int i = 0; i < 5 * KeyLocks.PLACES; i++) {
            int number = i;
            asked(scene.locks, demand(LockMode.FAIR, WAIT, null, "a")).thenAccept(hold -> {
                order.add(number);
                hold.orElseThrow().close();
            });
        }

        first.close();

        assertThat(order).hasSize(5 * KeyLocks.PLACES).isSorted();
    }

    @Test
    void aFairHolderKeepsNoPlaceFromThoseWhoWait() {
        held(scene.locks, demand(LockMode.FAIR, WAIT, null, "a"));
        IntStream.range(0, KeyLocks.PLACES).forEach(i -> asked(scene.locks, demand(LockMode.FAIR, WAIT, null, "a")));

        assertThat(scene.store.requests).hasSize(1 + KeyLocks.PLACES);
    }

    @Test
    void readersHoldItTogetherButDoNotPassAWriter() {
        Hold reader = held(scene.locks, demand(LockMode.READ, WAIT, null, "a"));
        Hold second = held(scene.locks, demand(LockMode.READ, WAIT, null, "a"));
        CompletableFuture<Optional<Hold>> writer = asked(scene.other, demand(LockMode.WRITE, WAIT, null, "a"));
        CompletableFuture<Optional<Hold>> late = asked(scene.locks, demand(LockMode.READ, WAIT, null, "a"));
        assertThat(writer).isNotDone();
        assertThat(late).isNotDone();

        reader.close();
        second.close();
        assertThat(late).isNotDone();
        writer.join().orElseThrow().close();

        assertThat(late.join()).isPresent();
    }

    @Test
    void severalKeysAreTakenAllOrNone() {
        Hold b = held(scene.other, exclusive("b"));

        assertThat(asked(scene.locks, once("c", "a", "b")).join()).isEmpty();
        assertThat(scene.isFree("a")).isTrue();
        assertThat(scene.isFree("c")).isTrue();

        b.close();
        held(scene.locks, once("c", "a", "b", "a"));
        assertThat(scene.isFree("a") || scene.isFree("b") || scene.isFree("c")).isFalse();
    }

    @Test
    void severalKeysAreTakenInOneOrder() {
        held(scene.locks, once("c", "a", "b", "a"));

        assertThat(scene.store.requests)
                .extracting(request -> request.key().text())
                .containsExactly("a", "b", "c");
    }

    @Test
    void theFenceOfSeveralKeysExceedsThatOfEachBefore() {
        Hold pair = held(scene.locks, once("a", "b"));
        pair.close();

        for (String key : List.of("a", "b")) {
            assertThat(held(scene.other, once(key)).fencingToken()).isGreaterThan(pair.fencingToken());
        }
    }

    @Test
    void anUnansweredRequestLeavesNoLock() {
        scene.store.mode = Mode.MUTE;

        assertThatThrownBy(() -> asked(scene.locks, exclusive("a")).join())
                .hasCauseInstanceOf(BackendUnavailableException.class);
        assertThat(scene.isFree("a")).isTrue();
        assertThat(scene.events).contains("failed BackendUnavailableException");
    }

    @Test
    void aReleaseIsRepeatedUntilItIsAnswered() {
        Hold hold = held(scene.locks, exclusive("a"));
        scene.store.mode = Mode.AWAY;
        hold.close();
        assertThat(scene.isFree("a")).isFalse();

        scene.store.mode = Mode.FINE;
        scene.time.advance(Duration.ofMillis(100));

        assertThat(scene.isFree("a")).isTrue();
    }

    @Test
    void anInterruptedCallerHoldsNothing() {
        Hold first = held(scene.locks, exclusive("a"));
        Thread.currentThread().interrupt();

        assertThat(scene.locks.acquire(exclusive("a"), Caller.BLOCKING)).isCompletedExceptionally();
        assertThat(Thread.interrupted()).isTrue();
        first.close();

        assertThat(scene.isFree("a")).isTrue();
    }

    @Test
    void whoCancelsLeavesTheQueue() {
        Hold first = held(scene.locks, exclusive("a"));
        CompletableFuture<Optional<Hold>> fair =
                scene.locks.acquireLater(demand(LockMode.FAIR, WAIT, null, "a"), CONTINUED, hold -> hold);
        CompletableFuture<Optional<Hold>> plain = scene.locks.acquireLater(exclusive("a"), CONTINUED, hold -> hold);

        fair.cancel(false);
        plain.cancel(false);
        first.close();

        assertThat(scene.isFree("a")).isTrue();
        assertThat(held(scene.locks, exclusive("a")).isHeld()).isTrue();
    }

    @Test
    void whoCancelsAtTheLastMomentHoldsNothing() {
        Hold first = held(scene.locks, exclusive("a"));
        AtomicReference<CompletableFuture<Optional<Hold>>> second = new AtomicReference<>();
        second.set(scene.locks.acquireLater(exclusive("a"), CONTINUED, hold -> {
            second.get().cancel(false);
            return hold;
        }));

        first.close();

        assertThat(second.get()).isCancelled();
        assertThat(scene.isFree("a")).isTrue();
    }

    @Test
    void aLockOfThisProcessIsEnoughWhileTheStoreIsAway() {
        LockDemand local = local(exclusive("a"));
        scene.store.mode = Mode.AWAY;
        Hold here = held(scene.locks, local);

        assertThat(asked(scene.locks, local(once("a"))).join()).isEmpty();
        here.close();
        held(scene.locks, local);
    }

    @Test
    void whoHoldsTheLockSinceBeforeTheOutageIsNotJoined() {
        held(scene.locks, local(exclusive("a")));
        scene.store.mode = Mode.AWAY;

        assertThat(asked(scene.locks, local(once("a"))).join()).isEmpty();
    }

    @Test
    void aLockOfThisProcessIsNotEnoughForWhoDoesNotSaySo() {
        LockDemand too = new LockDemand("jobs", exclusive("a").keys(), LockMode.EXCLUSIVE, WAIT, null, Local.TOO, 0);
        scene.store.mode = Mode.AWAY;

        assertThat(asked(scene.locks, too)).isCompletedExceptionally();
        assertThat(asked(scene.locks, local(once("a"))).join()).isPresent();
    }

    @Test
    void nothingIsKeptOfALockThatNobodyWants() {
        Hold first = held(scene.locks, exclusive("a"));
        CompletableFuture<Optional<Hold>> second = asked(scene.locks, exclusive("a"));
        first.close();
        second.join().orElseThrow().close();

        assertThat(scene.time.pendingTasks()).isZero();
    }

    private static LockDemand local(LockDemand demand) {
        return new LockDemand(
                demand.name(), demand.keys(), demand.mode(), demand.maxWait(), demand.lease(), Local.ENOUGH, 0);
    }

    @Test
    void aFixedLeaseBeginsWhenTheLastKeyIsThere() {
        Duration lease = Duration.ofSeconds(2);
        Hold second = held(scene.other, exclusive("b"));
        CompletableFuture<Optional<Hold>> both = asked(scene.locks, demand(LockMode.EXCLUSIVE, WAIT, lease, "a", "b"));
        for (int i = 0; i < 5; i++) {
            scene.time.advance(Duration.ofSeconds(1));
        }
        assertThat(both).isNotDone();
        assertThat(scene.isFree("a")).isFalse();

        second.close();

        Hold hold = both.join().orElseThrow();
        assertThat(hold.isHeld()).isTrue();
        scene.time.advance(lease.minusMillis(1));
        assertThat(hold.isHeld()).isTrue();
        scene.time.advance(Duration.ofMillis(1));
        assertThat(hold.isHeld()).isFalse();
        scene.time.advance(Duration.ofSeconds(1));
        assertThat(scene.isFree("a")).isTrue();
    }

    @Test
    void aFixedLeaseWithinThisProcessBeginsWhenTheStoreHasGrantedTheLock() {
        Hold first = held(scene.other, exclusive("a"));
        LockDemand leased = new LockDemand(
                "jobs", List.of(LockScene.key("a")), LockMode.EXCLUSIVE, WAIT, Duration.ofSeconds(2), Local.ENOUGH, 0);
        CompletableFuture<Optional<Hold>> second = asked(scene.locks, leased);
        for (int i = 0; i < 5; i++) {
            scene.time.advance(Duration.ofSeconds(1));
        }

        first.close();

        assertThat(second.join())
                .hasValueSatisfying(hold -> assertThat(hold.isHeld()).isTrue());
    }
}
