package dev.cachekit.test.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cachekit.HeldLock;
import dev.cachekit.RateLimitExceededException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockTest extends ShopTest {

    @Test
    void standsStillUntilItIsMoved() {
        Instant before = clock.now();
        clock.advance(Duration.ofMinutes(1));

        assertThat(Duration.between(before, clock.now())).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void doesNotGoBack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .withMessageContaining("PT-1S");
    }

    @Test
    void isNotMovedFartherThanItCanCount() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advance(Duration.ofDays(200_000)))
                .withMessageContaining("PT4800000H");
    }

    @Test
    void nearCachesAreTrustedAfterALongWay() {
        stock.near("soap");
        clock.advance(Duration.ofDays(2));

        stock.near("tea");

        cachekit.assertThatCalling(() -> stock.near("tea")).on("near").isNearHit();
    }

    @Test
    void endsLifetimes() {
        stock.of("tea");
        clock.advance(Duration.ofMinutes(8)); // lifetimes are shortened by a tenth at most
        cachekit.assertThatCalling(() -> stock.of("tea")).on("stock").isHit();
        clock.advance(Duration.ofMinutes(2));
        cachekit.assertThatCalling(() -> stock.of("tea")).on("stock").isMiss();
    }

    @Test
    void endsWhatTheNearCacheKeeps() {
        stock.near("tea");
        cachekit.assertThatCalling(() -> stock.near("tea")).on("near").isNearHit();
        clock.advance(Duration.ofMinutes(10));
        cachekit.assertThatCalling(() -> stock.near("tea")).on("near").isMiss();
    }

    @Test
    void aReloadAheadOfExpiryHasEndedWhenTheCallHasBeenLookedAt() {
        stock.early("tea");
        clock.advance(Duration.ofMinutes(8));

        cachekit.assertThatCalling(() -> stock.early("tea")).on("early").isHit().loadsOnce();
        cachekit.assertThatCache("early").key("tea").hasValue(stock.asked());
    }

    @Test
    void aHitThatReloadsIsWaitedForByTheClock() {
        int first = stock.late("tea");
        clock.advance(Duration.ofMinutes(11));
        assertThat(stock.late("tea")).isEqualTo(first);

        clock.awaitBackground();

        cachekit.assertThatCache("late").key("tea").hasValue(first + 1);
    }

    @Test
    void bringsNewPermits() {
        stock.order();
        stock.order();
        cachekit.assertThatFailing(RateLimitExceededException.class, () -> stock.order())
                .isRefusedBy("orders");
        clock.advance(Duration.ofMinutes(1));
        cachekit.assertThatCalling(() -> stock.order()).isAllowedBy("orders");
    }

    @Test
    void renewsLeasesAsItGoes() {
        try (HeldLock held = kit.lock("door").acquire(Duration.ZERO)) {
            clock.advance(Duration.ofMinutes(10));

            assertThat(held.isHeld()).isTrue();
        }
    }

    @Test
    void anHourTakesNoTime() {
        long start = System.nanoTime();
        clock.advance(Duration.ofHours(1));

        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("clock moved by an hour in %d ms%n", took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aMonthTakesNoTime() {
        stock.of("tea");
        long start = System.nanoTime();
        clock.advance(Duration.ofDays(30));

        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("clock moved by 30 days in %d ms%n", took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }
}
