package dev.cachekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cachekit.annotation.Algorithm;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BandTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void namesItsAlgorithmByItsFactory() {
        assertThat(Band.tokenBucket(5, MINUTE).algorithm()).isEqualTo(Algorithm.TOKEN_BUCKET);
        assertThat(Band.slidingWindow(5, MINUTE).algorithm()).isEqualTo(Algorithm.SLIDING_WINDOW);
        assertThat(Band.fixedWindow(5, MINUTE).algorithm()).isEqualTo(Algorithm.FIXED_WINDOW);
    }

    @Test
    void burstsAsManyAsItsPermitsByDefault() {
        assertThat(Band.tokenBucket(5, MINUTE).burst()).isEqualTo(5);
    }

    @Test
    void takesABurstOfItsOwn() {
        assertThat(Band.tokenBucket(5, MINUTE).withBurst(2).burst()).isEqualTo(2);
    }

    @Test
    void goesBackToItsPermitsOnABurstOfZero() {
        Band band = Band.tokenBucket(5, MINUTE);

        assertThat(band.withBurst(2).withBurst(0)).isEqualTo(band);
    }

    @Test
    void refusesABurstOfAWindow() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> Band.slidingWindow(5, MINUTE).withBurst(9))
                .withMessage("Band: burst must be that of permits for SLIDING_WINDOW but was 9;"
                        + " leave burst out, or use a token bucket");
    }

    @Test
    void refusesNoPermits() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> Band.tokenBucket(0, MINUTE))
                .withMessage("Band: permits must be positive but was 0; allow at least 1");
    }

    @Test
    void refusesAnEmptyDuration() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> Band.fixedWindow(5, Duration.ZERO))
                .withMessageContaining("per must be positive but was PT0S");
    }

    @Test
    void refusesANegativeBurst() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> Band.tokenBucket(5, MINUTE).withBurst(-1))
                .withMessageContaining("burst must not be negative but was -1");
    }
}
