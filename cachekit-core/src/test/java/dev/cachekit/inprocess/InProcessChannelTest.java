package dev.cachekit.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.contract.Answers;
import dev.cachekit.contract.ChannelContract;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.spi.Channel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InProcessChannelTest extends ChannelContract {

    private final InProcessBackend backend = InProcessBackend.create(new ManualScheduler());

    @AfterEach
    void close() {
        backend.close();
    }

    @Override
    protected Channel channel() {
        return backend.channel();
    }

    @Test
    void aSlowReceiverDelaysNoOther() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch received = new CountDownLatch(2);
        Answers.of(channel().subscribe("slow", bytes -> awaitQuietly(end)));
        Answers.of(channel().subscribe("slow", bytes -> received.countDown()));

        Answers.of(channel().publish("slow", new byte[] {1}));
        Answers.of(channel().publish("slow", new byte[] {2}));

        assertThat(received.await(10, TimeUnit.SECONDS)).isTrue();
        end.countDown();
    }

    @Test
    void aClosedChannelSaysSo() {
        backend.close();

        assertThatThrownBy(() -> channel()
                        .publish("t", new byte[0])
                        .toCompletableFuture()
                        .join())
                .hasCauseInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("publish to topic 't'");
        assertThatThrownBy(() -> channel()
                        .subscribe("t", bytes -> {})
                        .toCompletableFuture()
                        .join())
                .hasCauseInstanceOf(BackendUnavailableException.class);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
