package dev.cachekit.spring.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final Latencies latencies = new Latencies(nanos::get);

    @Test
    void nothingTookNoTime() {
        assertThat(latencies.percentiles()).isEqualTo(new Percentiles(0, 0, 0, 0));
    }

    @Test
    void percentilesAreThoseOfAllTimes() {
        IntStream.rangeClosed(1, 100).forEach(millis -> latencies.record(Duration.ofMillis(millis)));

        Percentiles seen = latencies.percentiles();
        assertThat(seen.count()).isEqualTo(100);
        assertThat(seen.p50Micros()).isBetween(50_000L, 50_000L * 9 / 8);
        assertThat(seen.p99Micros()).isBetween(99_000L, 99_000L * 9 / 8);
        assertThat(seen.maxMicros()).isBetween(100_000L, 100_000L * 9 / 8);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 8, 9, 15, 16, 17, 1_000, 123_456, 60_000_000, 86_400_000_000L})
    void aTimeIsNeverShownTooShortAndAtMostAnEighthTooLong(long micros) {
        latencies.record(Duration.ofNanos(micros * 1000));

        assertThat(latencies.percentiles().p50Micros()).isBetween(micros, micros + micros / 8);
    }

    @Test
    void bucketsFollowEachOtherWithoutAGap() {
        for (int bucket = 1; bucket < 200; bucket++) {
            assertThat(Latencies.bucket(Latencies.longestMicros(bucket))).isEqualTo(bucket);
            assertThat(Latencies.bucket(Latencies.longestMicros(bucket - 1) + 1))
                    .isEqualTo(bucket);
        }
    }

    @Test
    void timesBeyondADayAreCountedAsADay() {
        latencies.record(Duration.ofDays(400));
        assertThat(latencies.percentiles().count()).isEqualTo(1);
    }

    @Test
    void whatIsOlderThanAMinuteIsForgotten() {
        latencies.record(Duration.ofMillis(5));
        nanos.addAndGet(Duration.ofSeconds(49).toNanos());
        latencies.record(Duration.ofMillis(9));
        assertThat(latencies.percentiles().count()).isEqualTo(2);

        nanos.addAndGet(Duration.ofSeconds(21).toNanos());
        assertThat(latencies.percentiles().count()).isEqualTo(1);

        nanos.addAndGet(Duration.ofMinutes(10).toNanos());
        assertThat(latencies.percentiles().count()).isZero();
        latencies.record(Duration.ofMillis(3));
        assertThat(latencies.percentiles().count()).isEqualTo(1);
    }
}
