package dev.cachekit.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cachekit.DistributedLock;
import dev.cachekit.HeldLock;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.LockNotAcquiredException;
import dev.cachekit.annotation.LockMode;
import dev.cachekit.contract.Answers;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.operation.LockOptions;
import dev.cachekit.spi.LockListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LockViewTest {

    private static final Duration ONCE = Duration.ZERO;

    private final ManualScheduler time = new ManualScheduler();
    private final AtomicInteger lost = new AtomicInteger();
    private final CacheKitEngine kit = new CacheKitBuilder()
            .scheduler(time)
            .executor(Runnable::run)
            .locks(name ->
                    name.equals("short") ? new LockOptions(null, Duration.ofSeconds(2), false) : LockOptions.NONE)
            .listener(new LockListener() {
                @Override
                public void onLost(String lock) {
                    lost.incrementAndGet();
                    throw new IllegalStateException("a listener harms nothing");
                }
            })
            .build();
    private final DistributedLock lock = kit.lock("jobs");

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void oneHoldsItAtATime() {
        try (HeldLock held = lock.acquire(ONCE)) {
            assertThat(held.isHeld()).isTrue();
            assertThatExceptionOfType(LockNotAcquiredException.class)
                    .isThrownBy(() -> lock.acquire(ONCE))
                    .withMessageContaining("jobs");
            assertThat(kit.lock("jobs").tryAcquire(ONCE)).isEmpty();
        }
        assertThat(lock.tryAcquire(ONCE)).isPresent();
    }

    @Test
    void aHandleTakesOverALeaseThatIsDeclaredLater() {
        kit.locks().declare("jobs", "Jobs#run", new LockOptions(null, Duration.ofSeconds(2), false));
        HeldLock held = lock.key(1).acquire(ONCE);

        time.advance(Duration.ofSeconds(2));

        assertThat(held.isHeld()).isFalse();
    }

    @Test
    void whatIsHeldWhenTheCacheKitIsClosedIsLost() {
        HeldLock held = lock.acquire(ONCE);

        kit.close();

        assertThat(held.isHeld()).isFalse();
        assertThat(lost).hasValue(1);
    }

    @Test
    void keysAreApart() {
        lock.key(1).acquire(ONCE);

        assertThat(lock.key("1").tryAcquire(ONCE)).isEmpty();
        assertThat(lock.key(2).tryAcquire(ONCE)).isPresent();
        assertThat(lock.tryAcquire(ONCE)).isPresent();
        assertThat(kit.lock("others").key(1).tryAcquire(ONCE)).isPresent();
    }

    @Test
    void severalKeysAreTakenTogether() {
        HeldLock both = lock.keys(List.of(2, 1, 2)).acquire(ONCE);

        assertThat(lock.key(1).tryAcquire(ONCE)).isEmpty();
        both.close();

        assertThat(lock.key(1).acquire(ONCE).fencingToken()).isGreaterThan(both.fencingToken());
    }

    @Test
    void readersShare() {
        DistributedLock read = lock.mode(LockMode.READ);
        read.acquire(ONCE);

        assertThat(read.tryAcquire(ONCE)).isPresent();
        assertThat(lock.mode(LockMode.WRITE).tryAcquire(ONCE)).isEmpty();
    }

    @Test
    void aConfiguredLeaseEnds() {
        HeldLock held = kit.lock("short").acquire(ONCE);

        time.advance(Duration.ofSeconds(2));

        assertThat(held.isHeld()).isFalse();
        assertThat(lost).hasValue(1);
    }

    @Test
    void aLeaseOfTheViewEnds() {
        HeldLock held = lock.lease(Duration.ofSeconds(1)).acquire(ONCE);

        time.advance(Duration.ofSeconds(1));

        assertThat(held.isHeld()).isFalse();
    }

    @Test
    void answersAsynchronouslyToo() {
        HeldLock held = lock.acquire(ONCE);
        CompletableFuture<HeldLock> next = lock.async().acquire(Duration.ofSeconds(5));
        assertThat(lock.async().tryAcquire(ONCE)).isCompletedWithValueMatching(Optional::isEmpty);
        assertThat(next).isNotDone();

        Answers.of(held.closeAsync());

        Answers.of(Answers.of(next).closeAsync());
        assertThat(lock.tryAcquire(ONCE)).isPresent();
    }

    @Test
    void anAsynchronousCallerThatGetsNoneIsToldSo() {
        lock.acquire(ONCE);

        assertThat(lock.async().acquire(ONCE))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(LockNotAcquiredException.class);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> lock.acquire(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> lock.lease(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> lock.keys(List.of()));
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> kit.lock(" "));
    }
}
