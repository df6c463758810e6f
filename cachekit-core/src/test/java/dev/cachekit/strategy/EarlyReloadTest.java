package dev.cachekit.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachekit.Ttl;
import dev.cachekit.spi.Freshness;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EarlyReloadTest {

    private static final Duration NO_TIME = Duration.ZERO;
    private static final Ttl TTL = Ttl.of(Duration.ofSeconds(100));

    private final EarlyReload early = new EarlyReload(0.8);

    private static Freshness aged(long seconds) {
        return new Freshness(Duration.ofSeconds(seconds), TTL, null);
    }

    @Test
    void beyondTheShareOfTheLifetimeEveryHitIsDue() {
        assertThat(early.isDue(aged(79), NO_TIME, 0.5)).isFalse();
        assertThat(early.isDue(aged(80), NO_TIME, 0.5)).isTrue();
    }

    @Test
    void withoutAShareNothingIsEverDue() {
        assertThat(new EarlyReload(0).isDue(aged(99), Duration.ofHours(1), 0.0001))
                .isFalse();
    }

    @Test
    void whatNeverExpiresIsNeverDue() {
        Freshness forever = new Freshness(Duration.ofDays(9), Ttl.FOREVER, null);
        assertThat(early.isDue(forever, Duration.ofHours(1), 0.0001)).isFalse();
    }

    @Test
    void theDrawIsComparedWithTheTimeLeftInUnitsOfTheLoadTime() {
        double boundary = Math.exp(-5);
        assertThat(early.isDue(aged(50), Duration.ofSeconds(10), boundary * 0.99))
                .isTrue();
        assertThat(early.isDue(aged(50), Duration.ofSeconds(10), boundary * 1.01))
                .isFalse();
    }

    @Test
    void oneLoadTimeBeforeTheEndAboutAThirdOfTheHitsAreDue() {
        Random random = new Random(42);
        int due = 0;
        for (int i = 0; i < 100_000; i++) {
            due += early.isDue(aged(70), Duration.ofSeconds(30), random.nextDouble()) ? 1 : 0;
        }
        assertThat(due / 100_000.0).isCloseTo(Math.exp(-1), within(0.01));
    }
}
