package dev.cachekit.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Band;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.spi.LimitRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much the permits of many subjects take. */
class InProcessLimitStoreSizeTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualScheduler time = new ManualScheduler();
    private final InProcessLimitStore store = new InProcessLimitStore(time, 1_000);

    private void takeOneEach(int subjects) {
        List<Band> bands = List.of(Band.tokenBucket(60, HOUR));
        IntStream.range(0, subjects)
                .mapToObj(i -> new LimitRequest("api", "user" + i, bands, 1, Duration.ZERO))
                .forEach(store::take);
    }

    @Test
    void remembersNobodyWhosePermitsAreBack() {
        takeOneEach(1_000);
        assertThat(store.subjects()).isEqualTo(1_000);
        time.advance(Duration.ofMinutes(1).plusMillis(1));
        assertThat(store.subjects()).isZero();
    }

    @Test
    void remembersNoMoreSubjectsThanItMay() {
        takeOneEach(3_000);
        assertThat(store.subjects()).isEqualTo(1_000);
    }
}
