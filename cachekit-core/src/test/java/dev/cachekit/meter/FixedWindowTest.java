package dev.cachekit.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Band;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FixedWindowTest {

    /** The beginning of a minute. */
    private static final long NOW = 60_000_000L * 28_000_000;

    private final Meter full = Meter.full(Band.fixedWindow(5, Duration.ofMinutes(1)), NOW + 20_000_000);

    @Test
    void givesItsPermitsOncePerWindow() {
        Meter empty = full.take(5);

        assertThat(empty.waitFor(1)).isEqualTo(40_000_000);
        assertThat(empty.at(NOW + 59_999_999).remaining()).isZero();
        assertThat(empty.at(NOW + 60_000_000).remaining()).isEqualTo(5);
    }

    @Test
    void hasNothingToWaitForWhenNothingIsTaken() {
        assertThat(full.waitFor(5)).isZero();
        assertThat(full.moreAfter()).isZero();
        assertThat(full.fullAfter()).isZero();
    }

    @Test
    void takesBackNoMoreThanItGave() {
        assertThat(full.take(3).giveBack(1).remaining()).isEqualTo(3);
        assertThat(full.take(3).giveBack(9).remaining()).isEqualTo(5);
    }

    @Test
    void forgetsNothingWhenTheClockGoesBack() {
        assertThat(full.take(3).at(NOW - 60_000_000).remaining()).isEqualTo(2);
    }
}
