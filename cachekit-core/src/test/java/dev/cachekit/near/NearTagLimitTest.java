package dev.cachekit.near;

import static dev.cachekit.near.NearScene.fill;
import static dev.cachekit.near.NearScene.holds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.operation.CopyMode;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens beside the moment in which more tags are marked than are remembered. */
class NearTagLimitTest {

    private static final List<String> TOO_MANY =
            IntStream.rangeClosed(0, TagMarks.LIMIT).mapToObj(i -> "t" + i).toList();

    private final Queue<Runnable> afterClear = new ArrayDeque<>();
    private final NearScene scene = new NearScene();
    private final NearTier<String> near = new NearTier<>(
            "users",
            NearScene.TTL,
            Sharing.of(CopyMode.NEVER, String.class, new NoCodec()),
            new NearPorts(scene.time, Lanes.ALWAYS_LIVE, CacheListener.NONE),
            new FillGuard(Lane.home("users")),
            new ConcurrentHashMap<>() {
                @Override
                public void clear() {
                    super.clear();
                    afterClear.forEach(Runnable::run);
                }
            });

    /** Tags of which another thread notes the last, and goes on when told so. */
    private static final class Slow extends ArrayList<String> {
        private static final long serialVersionUID = 1L;
        final transient CountDownLatch noted = new CountDownLatch(1);
        final transient CountDownLatch goOn = new CountDownLatch(1);

        Slow(String tag) {
            super(List.of(tag));
        }

        @Override
        public void forEach(Consumer<? super String> action) {
            super.forEach(action);
            noted.countDown();
            await(goOn);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTagInvalidatedBetweenDroppingAndForgettingStaysInvalidated() throws Exception {
        Slow red = new Slow("red");
        Thread other = new Thread(() -> near.invalidateTags(red), "test");
        afterClear.add(() -> {
            fill(near, "1", "Ann", "red");
            other.start();
            await(red.noted);
        });

        near.invalidateTags(TOO_MANY);
        red.goOn.countDown();
        other.join();

        assertThat(holds(near, "1")).isFalse();
    }

    @Test
    void whatWasDroppedWithTheMarksStaysDropped() {
        fill(near, "1", "Ann", "red");
        near.invalidateTags(List.of("red"));
        Ticket early = near.ticket(NearScene.key("2"));

        near.invalidateTags(TOO_MANY);

        assertThat(holds(near, "1")).isFalse();
        assertThat(near.put(early, NearScene.value("Bob", "red"))).isFalse();
    }

    @Test
    void marksAreForgottenAfterDropping() {
        near.invalidateTags(TOO_MANY);

        fill(near, "1", "Ann", "t1");
        near.invalidateTags(List.of("t2"));

        assertThat(holds(near, "1")).isTrue();
    }
}
