package dev.cachekit.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Band;
import dev.cachekit.meter.Tally.Decided;
import dev.cachekit.spi.LimitRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final long NOW = 1_700_000_000_000_000L;
    private static final Band SECOND = Band.tokenBucket(10, Duration.ofSeconds(1));
    private static final Band HOUR = Band.tokenBucket(3, Duration.ofHours(1));
    private static final Band WINDOW = Band.fixedWindow(3, Duration.ofHours(1));

    private static LimitRequest request(List<Band> bands, long cost, Duration longestWait) {
        return new LimitRequest("api", "ann", bands, cost, longestWait);
    }

    private static Decided take(Tally tally, List<Band> bands, long cost, Duration longestWait) {
        return tally.at(bands, NOW).take(request(bands, cost, longestWait));
    }

    @Test
    void takesFromEveryBand() {
        Decided decided = take(Tally.FULL, List.of(SECOND, HOUR), 2, Duration.ZERO);

        assertThat(decided.reply().granted()).isTrue();
        assertThat(decided.reply().bands()).extracting("remaining").containsExactly(8L, 1L);
    }

    @Test
    void takesFromNoneIfOneHasTooFew() {
        Tally before = take(Tally.FULL, List.of(SECOND, HOUR), 2, Duration.ZERO).tally();

        Decided decided = take(before, List.of(SECOND, HOUR), 2, Duration.ZERO);

        assertThat(decided.reply().granted()).isFalse();
        assertThat(decided.reply().delay()).isEqualTo(Duration.ofMinutes(20));
        assertThat(decided.tally()).isEqualTo(before);
    }

    @Test
    void reservesAPlaceWithinTheLongestWait() {
        Tally empty = take(Tally.FULL, List.of(SECOND), 10, Duration.ZERO).tally();

        Decided decided = take(empty, List.of(SECOND), 1, Duration.ofMillis(100));

        assertThat(decided.reply().granted()).isTrue();
        assertThat(decided.reply().delay()).isEqualTo(Duration.ofMillis(100));
        assertThat(take(decided.tally(), List.of(SECOND), 1, Duration.ofMillis(199))
                        .reply()
                        .granted())
                .isFalse();
    }

    @Test
    void reservesNoPlaceInAWindow() {
        Tally empty = take(Tally.FULL, List.of(WINDOW), 3, Duration.ZERO).tally();

        assertThat(take(empty, List.of(WINDOW), 1, Duration.ofDays(1)).reply().granted())
                .isFalse();
    }

    @Test
    void goesOnCountingBandsThatARequestDoesNotKnow() {
        Tally both = take(Tally.FULL, List.of(SECOND, HOUR), 3, Duration.ZERO).tally();
        Tally one = take(both, List.of(SECOND), 1, Duration.ZERO).tally();

        Decided decided = take(one, List.of(HOUR, SECOND), 1, Duration.ZERO);

        assertThat(decided.reply().granted()).isFalse();
        assertThat(decided.reply().bands()).extracting("remaining").containsExactly(0L, 6L);
    }

    @Test
    void knowsABandWhoseLimitHasChanged() {
        Tally used = take(Tally.FULL, List.of(HOUR), 3, Duration.ZERO).tally();

        assertThat(take(used, List.of(Band.tokenBucket(5, Duration.ofHours(1))), 2, Duration.ZERO)
                        .reply()
                        .granted())
                .isTrue();
    }

    @Test
    void hasNothingToRememberWhenAllIsBack() {
        Tally used = take(Tally.FULL, List.of(SECOND), 3, Duration.ZERO).tally();

        assertThat(used.fullAfter()).isEqualTo(300_000);
        assertThat(used.at(List.of(SECOND), NOW + 300_000).fullAfter()).isZero();
    }
}
