package dev.cachekit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.TaskScheduler;

@SampleTest
class SchedulingTest {

    @Autowired
    private TaskScheduler scheduler;

    /** Two wait for Redis: those that look at sessions and at open pages. */
    @Test
    void nodesTellEachOtherWhoIsOnlineWhileTwoOthersWait() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(2);
        CompletableFuture<Void> answer = new CompletableFuture<>();
        CompletableFuture<Void> beat = new CompletableFuture<>();
        try {
            for (int n = 0; n < 2; n++) {
                scheduler.schedule(
                        () -> {
                            waiting.countDown();
                            answer.join();
                        },
                        Instant.now());
            }
            assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();

            scheduler.schedule(() -> beat.complete(null), Instant.now());

            assertThat(beat).succeedsWithin(10, TimeUnit.SECONDS);
        } finally {
            answer.complete(null);
        }
    }
}
