package dev.cachekit.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.CacheStats;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StatsRecorderTest {

    private final StatsRecorder recorder = new StatsRecorder();

    @Test
    void nearHitsCountAlikeHoweverTheyAreTold() {
        Runnable nearHits = recorder.nearHits("cache");
        recorder.onNearHit("cache");
        nearHits.run();

        assertThat(recorder.stats("cache").nearHits()).isEqualTo(2);
        assertThat(recorder.stats("other").nearHits()).isZero();
    }

    @Test
    void hitsOfTheStoreNeverFallWhileNearHitsAreCounted() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            while (!over.get()) {
                recorder.onNearHit("cache");
            }
        });
        reader.start();
        long least = 0;
        for (int look = 0; look < 100_000; look++) {
            CacheStats stats = recorder.stats("cache");
            least = Math.min(least, stats.hits() - stats.nearHits());
        }
        over.set(true);
        reader.join();

        assertThat(least).isZero();
    }
}
