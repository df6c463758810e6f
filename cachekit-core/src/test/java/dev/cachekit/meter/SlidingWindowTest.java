package dev.cachekit.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Band;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {

    private static final long SECOND = 1_000_000;
    private static final long NOW = 1_700_000_000 * SECOND;
    private static final Band HUNDRED_A_SECOND = Band.slidingWindow(100, Duration.ofSeconds(1));

    private final Meter full = Meter.full(HUNDRED_A_SECOND, NOW);

    @Test
    void givesAllPermitsAtOnce() {
        assertThat(full.waitFor(100)).isZero();
        assertThat(full.take(100).remaining()).isZero();
    }

    @Test
    void givesThemBackWhenTheirSubWindowHasLeftTheWindow() {
        Meter empty = full.take(100);

        assertThat(empty.waitFor(1)).isEqualTo(1_100_000);
        assertThat(empty.at(NOW + 1_099_999).remaining()).isZero();
        assertThat(empty.at(NOW + 1_100_000).remaining()).isEqualTo(100);
    }

    @Test
    void waitsForAsManySubWindowsAsTheCostNeeds() {
        Meter meter = full.take(60).at(NOW + 200_000).take(40);

        assertThat(meter.waitFor(60)).isEqualTo(900_000);
        assertThat(meter.waitFor(61)).isEqualTo(1_100_000);
        assertThat(meter.moreAfter()).isEqualTo(900_000);
        assertThat(meter.fullAfter()).isEqualTo(1_100_000);
    }

    @Test
    void takesBackWhatWasTakenLast() {
        Meter meter = full.take(60).at(NOW + 200_000).take(40).giveBack(50);

        assertThat(meter.remaining()).isEqualTo(50);
        assertThat(meter.fullAfter()).isEqualTo(900_000);
    }

    @Test
    void forgetsNothingWhenTheClockGoesBack() {
        assertThat(full.take(70).at(NOW - 3_600 * SECOND).remaining()).isEqualTo(30);
    }

    @Test
    void grantsNothingWhileALowerLimitIsExceeded() {
        Meter lowered = full.take(70).under(Band.slidingWindow(50, Duration.ofSeconds(1)));

        assertThat(lowered.remaining()).isZero();
        assertThat(lowered.waitFor(1)).isEqualTo(1_100_000);
    }

    /** The promise, with callers who come at random, evenly, or all at once. */
    @RepeatedTest(30)
    void neverGrantsMoreThanThePermitsInAnyWindow(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        long longestGap = List.of(200L, 3_000L, 30_000L).get(repetition.getCurrentRepetition() % 3);
        Meter meter = full;
        List<Long> granted = new ArrayList<>();
        for (long now = NOW; now < NOW + 5 * SECOND; now += 1 + random.nextLong(longestGap)) {
            meter = meter.at(now);
            if (meter.waitFor(1) == 0) {
                meter = meter.take(1);
                granted.add(now);
            }
        }
        for (int i = 100; i < granted.size(); i++) {
            assertThat(granted.get(i) - granted.get(i - 100)).isGreaterThanOrEqualTo(SECOND);
        }
    }

    @Test
    void grantsTenEleventhsOfTheRateUnderPressure() {
        Meter meter = full;
        long granted = 0;
        for (long now = NOW; now < NOW + 110 * SECOND; now += 500) {
            meter = meter.at(now);
            if (meter.waitFor(1) == 0) {
                meter = meter.take(1);
                granted++;
            }
        }
        assertThat(granted).isBetween(10_000L, 11_000L);
    }
}
