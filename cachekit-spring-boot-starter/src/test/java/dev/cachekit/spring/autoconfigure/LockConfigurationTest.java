package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.CacheKit;
import dev.cachekit.HeldLock;
import dev.cachekit.LockNotAcquiredException;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.spi.LockListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LockConfigurationTest {

    static class Jobs {

        @WithLock(name = "checkout", maxWait = "10m")
        public String checkOut() {
            return "done";
        }
    }

    /** Notes what it is told. */
    static class Recorder implements LockListener {

        private final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void onAcquired(String lock, Duration waited) {
            told.add(lock + " acquired");
        }

        @Override
        public void onBusy(String lock, Duration waited) {
            told.add(lock + " busy");
        }

        @Override
        public void onReleased(String lock, Duration held) {
            told.add(lock + " released");
        }
    }

    @Test
    void theConfigurationCountsBeforeTheAnnotation() {
        Starts.with("cachekit.locks.checkout.max-wait=0").withBean(Jobs.class).run(context -> {
            try (HeldLock held =
                    context.getBean(CacheKit.class).lock("checkout").acquire(Duration.ZERO)) {
                assertThat(held.isHeld()).isTrue();
                assertThatThrownBy(() -> context.getBean(Jobs.class).checkOut())
                        .isInstanceOf(LockNotAcquiredException.class);
            }
            assertThat(context.getBean(Jobs.class).checkOut()).isEqualTo("done");
        });
    }

    @Test
    void listenersAreBeans() {
        Starts.with("cachekit.locks.checkout.max-wait=0")
                .withBean(Jobs.class)
                .withBean(Recorder.class)
                .run(context -> {
                    context.getBean(Jobs.class).checkOut();

                    assertThat(context.getBean(Recorder.class).told)
                            .containsExactly("checkout acquired", "checkout released");
                });
    }

    @Test
    void warnsOfALockThatNobodyUses(CapturedOutput output) {
        Starts.with("cachekit.locks.chekout.max-wait=1s", "cachekit.locks.checkout.max-wait=1s")
                .withBean(Jobs.class)
                .run(context -> assertThat(output)
                        .contains("cachekit.locks.chekout: a configured lock should be used")
                        .doesNotContain("cachekit.locks.checkout: a configured lock"));
    }
}
