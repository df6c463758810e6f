package dev.cachekit.lock;

import static dev.cachekit.lock.LockScene.WAIT;
import static dev.cachekit.lock.LockScene.demand;
import static dev.cachekit.lock.LockScene.exclusive;
import static dev.cachekit.lock.LockScene.held;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.LockMode;
import dev.cachekit.call.Caller;
import dev.cachekit.lock.FaultyLockStore.Mode;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Keeping a lock, and noticing that it was lost. */
class HoldTest {

    private final LockScene scene = new LockScene();
    private final AtomicInteger told = new AtomicInteger();

    private Hold take(LockDemand demand) {
        Hold hold = held(scene.locks, demand);
        hold.onLost(told::incrementAndGet);
        return hold;
    }

    private void steal(String key) {
        scene.store.requests.stream()
                .filter(request -> request.key().text().equals(key))
                .forEach(request -> scene.truth.release(request.key(), request.acquisition()));
    }

    @Test
    void aLockIsRenewedUntilItIsReleased() {
        Hold hold = take(exclusive("a"));

        scene.time.advance(Duration.ofHours(1));

        assertThat(hold.isHeld()).isTrue();
        assertThat(scene.isFree("a")).isFalse();
        hold.close();
        assertThat(scene.isFree("a")).isTrue();
        assertThat(told).hasValue(0);
    }

    @Test
    void aLockWithALeaseIsLostAtItsEnd() {
        Hold hold = take(demand(LockMode.EXCLUSIVE, WAIT, Duration.ofSeconds(2), "a"));

        scene.time.advance(Duration.ofMillis(1_999));
        assertThat(hold.isHeld()).isTrue();
        scene.time.advance(Duration.ofMillis(1));

        assertThat(hold.isHeld()).isFalse();
        assertThat(told).hasValue(1);
        assertThat(scene.events).contains("lost");
    }

    @Test
    void theHolderIsToldWhenTheStoreHasForgottenTheLock() {
        Hold hold = take(exclusive("a"));
        steal("a");

        scene.time.advance(Duration.ofSeconds(4));

        assertThat(hold.isHeld()).isFalse();
        assertThat(told).hasValue(1);
    }

    @Test
    void theHolderOfALongLeaseIsToldSoonWhenTheStoreHasForgottenTheLock() {
        Hold hold = take(demand(LockMode.EXCLUSIVE, WAIT, Duration.ofHours(1), "a"));
        scene.time.advance(Duration.ofMinutes(1));
        assertThat(hold.isHeld()).isTrue();
        steal("a");

        scene.time.advance(Duration.ofSeconds(4));

        assertThat(hold.isHeld()).isFalse();
        assertThat(told).hasValue(1);
    }

    @Test
    void theHolderOfAShortLeaseIsToldBeforeItsEndWhenTheStoreHasForgottenTheLock() {
        Hold hold = take(demand(LockMode.EXCLUSIVE, WAIT, Duration.ofSeconds(3), "a"));
        steal("a");

        scene.time.advance(Duration.ofSeconds(1));

        assertThat(hold.isHeld()).isFalse();
        assertThat(told).hasValue(1);
    }

    @Test
    void lookingAtALeaseDoesNotLetItLastLonger() {
        Hold hold = take(demand(LockMode.EXCLUSIVE, WAIT, Duration.ofSeconds(30), "a"));

        scene.time.advance(Duration.ofSeconds(30));

        assertThat(hold.isHeld()).isFalse();
        assertThat(scene.isFree("a")).isTrue();
    }

    @Test
    void theHolderIsToldBeforeOthersCanHaveTheLockThatCouldNotBeRenewed() {
        Hold hold = take(exclusive("a"));
        scene.store.mode = Mode.AWAY;

        scene.time.advance(LockDemand.RENEWED_LEASE.minusMillis(1));
        assertThat(hold.isHeld()).isTrue();
        scene.time.advance(Duration.ofMillis(1));

        assertThat(told).hasValue(1);
        assertThat(hold.isHeld()).isFalse();
    }

    @Test
    void aShortAbsenceOfTheStoreLosesNothing() {
        Hold hold = take(exclusive("a"));
        scene.store.mode = Mode.AWAY;
        scene.time.advance(Duration.ofSeconds(6));
        scene.store.mode = Mode.FINE;

        scene.time.advance(Duration.ofMinutes(1));

        assertThat(hold.isHeld()).isTrue();
        assertThat(told).hasValue(0);
    }

    @Test
    void whoHoldsALockWhenAllEndsIsToldAndNobodyElseGetsItBeforeItsLeaseEnds() {
        Hold hold = take(exclusive("a"));
        Hold released = take(exclusive("b"));
        released.close();

        scene.locks.close();

        assertThat(hold.isHeld()).isFalse();
        assertThat(told).hasValue(1);
        assertThat(scene.isFree("a")).isFalse();
        scene.time.advance(LockDemand.RENEWED_LEASE);
        assertThat(scene.isFree("a")).isTrue();
    }

    @Test
    void whoIsGrantedALockAfterTheEndIsToldAtOnce() {
        scene.locks.close();

        assertThat(take(exclusive("a")).isHeld()).isFalse();
        assertThat(told).hasValue(1);
    }

    @Test
    void oneLostKeyLosesTheWhole() {
        Hold hold = take(exclusive("a", "b"));
        steal("b");

        scene.time.advance(Duration.ofSeconds(4));

        assertThat(hold.isHeld()).isFalse();
        assertThat(told).hasValue(1);
    }

    @Test
    void aLossThatOnlyTheReleaseShowsIsToldToo() {
        Hold hold = take(exclusive("a"));
        steal("a");

        assertThat(hold.release(Caller.BLOCKING)).isCompletedWithValue(false);

        assertThat(told).hasValue(1);
    }

    @Test
    void anUnansweredReleaseIsNoLoss() {
        Hold hold = take(exclusive("a"));
        scene.store.mode = Mode.MUTE;

        assertThat(hold.release(Caller.BLOCKING)).isCompletedWithValue(true);
        scene.store.mode = Mode.FINE;
        scene.time.advance(Duration.ofMinutes(1));

        assertThat(told).hasValue(0);
    }

    @Test
    void whoAsksAfterTheLossIsToldAtOnce() {
        Hold hold = held(scene.locks, exclusive("a"));
        steal("a");
        scene.time.advance(Duration.ofSeconds(4));

        hold.onLost(told::incrementAndGet);

        assertThat(told).hasValue(1);
    }

    @Test
    void aProcessThatWasFrozenKnowsBeforeItsTimer() {
        Frozen clock = new Frozen(scene.time);
        Hold hold = held(scene.node(new FaultyLockStore(scene.truth), clock), exclusive("a"));

        clock.frozen = Duration.ofSeconds(11);

        assertThat(hold.isHeld()).isFalse();
        assertThat(hold.release(Caller.BLOCKING)).isCompletedWithValue(false);
        assertThat(scene.events).contains("lost");
    }

    @Test
    void aLockIsDoubtedAfterItsMachineWasSuspendedUntilTheStoreConfirmsIt() {
        Suspended clock = new Suspended(scene.time);
        Hold hold = held(scene.node(new FaultyLockStore(scene.truth), clock), exclusive("a"));

        clock.suspended = Duration.ofSeconds(12);
        assertThat(hold.isHeld()).isFalse();
        scene.time.advance(Duration.ofSeconds(4));

        assertThat(hold.isHeld()).isTrue(); // whoever wanted it meanwhile has not come
        assertThat(scene.events).doesNotContain("lost");
    }

    @Test
    void aLeaseThatEndedWhileTheMachineWasSuspendedIsLost() {
        Suspended clock = new Suspended(scene.time);
        Hold hold = held(
                scene.node(new FaultyLockStore(scene.truth), clock),
                demand(LockMode.EXCLUSIVE, WAIT, Duration.ofMinutes(1), "a"));

        clock.suspended = Duration.ofMinutes(2);
        scene.time.advance(Duration.ofSeconds(4));

        assertThat(hold.isHeld()).isFalse();
        assertThat(scene.events).contains("lost");
    }

    @Test
    void theNextOfThisProcessMayAskWhenTheLockIsLost() {
        Hold lost = take(exclusive("a"));
        steal("a");
        scene.time.advance(Duration.ofSeconds(4));

        assertThat(held(scene.locks, exclusive("a")).isHeld()).isTrue();
        assertThat(lost.isHeld()).isFalse();
    }

    @Test
    void closingTwiceEndsNobodyElsesLock() {
        Hold first = take(exclusive("a"));
        first.close();
        Hold second = held(scene.other, exclusive("a"));

        first.close();

        assertThat(second.isHeld()).isTrue();
        assertThat(scene.isFree("a")).isFalse();
    }

    /** A clock that went on while the timers of this process did not. */
    private static final class Frozen implements Scheduler {

        private final Scheduler time;
        private volatile Duration frozen = Duration.ZERO;

        Frozen(Scheduler time) {
            this.time = time;
        }

        @Override
        public long nanoTime() {
            return time.nanoTime() + frozen.toNanos();
        }

        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            return time.after(delay, task);
        }

        @Override
        public void close() {}
    }

    /** A machine that was suspended: its wall clock has gone on, the other one has not. */
    private static final class Suspended implements Scheduler {

        private final Scheduler time;
        private volatile Duration suspended = Duration.ZERO;

        Suspended(Scheduler time) {
            this.time = time;
        }

        @Override
        public long nanoTime() {
            return time.nanoTime();
        }

        @Override
        public Instant now() {
            return time.now().plus(suspended);
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            return time.after(delay, task);
        }

        @Override
        public void close() {}
    }
}
