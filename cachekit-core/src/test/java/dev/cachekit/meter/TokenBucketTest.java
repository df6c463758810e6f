package dev.cachekit.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Band;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBucketTest {

    private static final long NOW = 1_700_000_000_000_000L;
    private static final Band TEN_A_SECOND = Band.tokenBucket(10, Duration.ofSeconds(1));

    private final Meter full = Meter.full(TEN_A_SECOND, NOW);

    @Test
    void givesTheWholeBurstAtOnce() {
        assertThat(full.waitFor(10)).isZero();
        assertThat(full.take(10).waitFor(1)).isEqualTo(100_000);
    }

    @Test
    void bringsPermitsBackEvenly() {
        Meter empty = full.take(10);

        assertThat(empty.at(NOW + 99_999).remaining()).isZero();
        assertThat(empty.at(NOW + 100_000).remaining()).isOne();
        assertThat(empty.at(NOW + 550_000).remaining()).isEqualTo(5);
    }

    @Test
    void neverHoldsMoreThanTheBurst() {
        assertThat(full.at(NOW + 60_000_000).remaining()).isEqualTo(10);
    }

    @Test
    void isFullWhenWhatWasTakenIsBack() {
        assertThat(full.take(3).fullAfter()).isEqualTo(300_000);
        assertThat(full.take(3).at(NOW + 300_000).fullAfter()).isZero();
    }

    @Test
    void tellsWhenThereIsMore() {
        assertThat(full.moreAfter()).isZero();
        assertThat(full.take(3).moreAfter()).isEqualTo(100_000);
        assertThat(full.take(3).at(NOW + 30_000).moreAfter()).isEqualTo(70_000);
    }

    @Test
    void reservesPlacesOneAfterTheOther() {
        Meter reserved = full.take(10).take(1);

        assertThat(reserved.remaining()).isZero();
        assertThat(reserved.waitFor(1)).isEqualTo(200_000);
    }

    @Test
    void takesBackNoMoreThanItGave() {
        assertThat(full.take(3).giveBack(1).remaining()).isEqualTo(8);
        assertThat(full.take(3).giveBack(9).remaining()).isEqualTo(10);
    }

    @Test
    void neitherGivesNorTakesWhenTheClockGoesBack() {
        Meter before = full.take(4).at(NOW - 3_600_000_000L);

        assertThat(before.remaining()).isEqualTo(6);
        assertThat(before.fullAfter()).isEqualTo(400_000);
    }

    @Test
    void keepsWhatIsOutWhenTheLimitChanges() {
        Meter faster = full.take(10).under(Band.tokenBucket(100, Duration.ofSeconds(1)));

        assertThat(faster.remaining()).isEqualTo(90);
        assertThat(faster.at(NOW + 50_000).remaining()).isEqualTo(95);
    }

    @ParameterizedTest
    @CsvSource({
        "1,PT1S",
        "3,PT1S",
        "7,PT1S",
        "11,PT1M",
        "13,PT1H",
        "97,PT1S",
        "333,PT1M",
        "1000,PT24H",
        "1000000,PT1S",
        "1000000000,PT0.001S"
    })
    void givesExactlyItsBurstWhateverTheTimeOfAPermit(long permits, Duration per) {
        Meter bucket = Meter.full(Band.tokenBucket(permits, per), NOW);
        assertThat(bucket.remaining()).isEqualTo(permits);

        long single = Math.min(permits, 1_000);
        for (int i = 0; i < single; i++) {
            assertThat(bucket.waitFor(1)).as("permit %d", i).isZero();
            bucket = bucket.take(1);
        }
        assertThat(bucket.remaining()).isEqualTo(permits - single);
    }
}
