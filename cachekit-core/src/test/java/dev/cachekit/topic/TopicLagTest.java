package dev.cachekit.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.inprocess.InProcessBackend;
import dev.cachekit.spi.TopicEvents;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class TopicLagTest {

    private final ManualScheduler time = new ManualScheduler();
    private final Queue<Runnable> handlers = new ArrayDeque<>();
    private final List<String> waits = new ArrayList<>();

    private final class Waits implements TopicEvents {
        @Override
        public void onTaken(String subscription, Duration waited) {
            waits.add(subscription + " " + waited.toMillis());
        }
    }

    @Test
    void tellsHowLongAMessageHasWaitedForItsHandler() {
        try (InProcessBackend backend = InProcessBackend.create(time, 100, Runnable::run);
                CacheKitEngine kit = new CacheKitBuilder()
                        .backend(backend)
                        .scheduler(time)
                        .executor(handlers::add)
                        .listener(new Waits())
                        .build()) {
            kit.topic("orders", String.class).subscribe(message -> {});
            kit.topic("orders", String.class).publish("tea");
            time.advance(Duration.ofMillis(700));
            while (!handlers.isEmpty()) {
                handlers.remove().run();
            }
        }

        assertThat(waits).containsExactly("orders 700");
    }
}
