package dev.cachekit.test.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.HeldLock;
import dev.cachekit.LoadTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Calls that wait for time end as in production while the clock runs; none of them waits for as long as a timer is patient. */
@Timeout(8)
@TestMethodOrder(MethodName.class)
class WaitingCallsTest extends ShopTest {

    @Test
    void aTokenIsWaitedFor() {
        isWaitedFor(() -> stock.awaitToken(), "bucket");
    }

    @Test
    void aFixedWindowIsWaitedFor() {
        isWaitedFor(() -> stock.awaitFixedWindow(), "fixed");
    }

    @Test
    void aSlidingWindowIsWaitedFor() {
        isWaitedFor(() -> stock.awaitSlidingWindow(), "sliding");
    }

    @Test
    void aLoadThatHangsIsGivenUp() {
        CountDownLatch gate = new CountDownLatch(1);
        clock.run();
        try {
            cachekit.assertThatFailing(LoadTimeoutException.class, () -> stock.hanging(gate))
                    .on("hanging")
                    .isMiss();
        } finally {
            gate.countDown();
        }
    }

    @Test
    void aLockComesWhenItsHolderGivesItBackAlthoughMessagesAreLost() throws Exception {
        HeldLock held = kit.lock("door").acquire(Duration.ZERO);
        faults.loseMessages();
        clock.run();

        CompletableFuture<Optional<HeldLock>> waiting = elsewhere(Duration.ofSeconds(5));
        held.close();

        assertThat(waiting.get(4, TimeUnit.SECONDS)).isPresent();
    }

    @Test
    void aBusyLockIsWaitedForNoLongerThanSaid() throws Exception {
        clock.run();
        try (HeldLock held = kit.lock("door").acquire(Duration.ZERO)) {
            assertThat(elsewhere(Duration.ofMillis(300)).get(4, TimeUnit.SECONDS))
                    .isEmpty();
            assertThat(held.isHeld()).isTrue();
        }
    }

    @Test
    void aLockComesWhenTheLeaseOfItsHolderIsOver() throws Exception {
        kit.lock("door").lease(Duration.ofMillis(500)).acquire(Duration.ZERO); // and never gives it back
        clock.run();

        assertThat(elsewhere(Duration.ofSeconds(5)).get(4, TimeUnit.SECONDS)).isPresent();
    }

    @Test
    void zTheClockStandsStillAgainInTheNextTest() throws Exception {
        Instant before = clock.now();

        new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);

        assertThat(clock.now()).isEqualTo(before);
    }

    private CompletableFuture<Optional<HeldLock>> elsewhere(Duration wait) {
        return CompletableFuture.supplyAsync(() -> kit.lock("door").tryAcquire(wait));
    }

    private void isWaitedFor(ThrowingCallable call, String limiter) {
        clock.run();
        cachekit.assertThatCalling(call).isAllowedBy(limiter);
        Instant before = clock.now();
        cachekit.assertThatCalling(call).isAllowedBy(limiter);
        assertThat(Duration.between(before, clock.now())).isLessThan(Duration.ofSeconds(5));
    }
}
