package dev.cachekit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BackgroundThreadsTest {

    private final BackgroundThreads threads = new BackgroundThreads();
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @Test
    void closingGivesALoadUnderWayTheChanceToEnd() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        AtomicReference<@Nullable Thread> closing = new AtomicReference<>(Thread.currentThread());
        threads.execute(() -> {
            running.countDown();
            while (closing.get().getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            ended.set(true);
        });
        running.await();
        threads.close();
        assertThat(ended).isTrue();
    }

    @Test
    void closingAbandonsALoadThatHangs() throws Exception {
        threads.execute(this::hang);
        running.await();
        long start = System.nanoTime();
        threads.close();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isBetween(1L, 8L);
        go.countDown();
    }

    @Test
    void beyondItsRoomItRejects() {
        int room = 64 + 1_000;
        for (int i = 0; i < room; i++) {
            threads.execute(this::hang);
        }
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> threads.execute(this::hang));
        go.countDown();
    }

    private void hang() {
        running.countDown();
        try {
            go.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
