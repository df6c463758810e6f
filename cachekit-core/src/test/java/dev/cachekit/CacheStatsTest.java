package dev.cachekit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CacheStatsTest {

    @Test
    void relatesHitsToReads() {
        CacheStats stats = new CacheStats(3, 2, 1, 1, 0, 0, 0, 0, 0, 0, Duration.ZERO);

        assertThat(stats.reads()).isEqualTo(4);
        assertThat(stats.hitRatio()).isEqualTo(0.75);
    }

    @Test
    void hasAFullHitRatioBeforeTheFirstRead() {
        assertThat(CacheStats.empty().hitRatio()).isEqualTo(1.0);
    }
}
