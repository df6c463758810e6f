package dev.cachekit.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.contract.Answers;
import dev.cachekit.contract.ChannelContract;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.spi.Channel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
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
        channel().subscribe("slow", (topic, bytes) -> awaitQuietly(end));
        channel().subscribe("slow", (topic, bytes) -> received.countDown());

        Answers.of(channel().publish("slow", new byte[] {1}));
        Answers.of(channel().publish("slow", new byte[] {2}));

        assertThat(received.await(10, TimeUnit.SECONDS)).isTrue();
        end.countDown();
    }

    @Test
    void aReceiverThatIsFarTooSlowIsToldInItsPlaceThatItMissedSomething() {
        Queue<Runnable> deliveries = new ArrayDeque<>();
        List<String> told = new ArrayList<>();
        InProcessChannel channel = new InProcessChannel(deliveries::add);
        channel.subscribe("fast", new Channel.Receiver() {
            @Override
            public void onMessage(String topic, byte[] message) {
                told.add("message");
            }

            @Override
            public void onSubscribed() {
                told.add("subscribed");
            }
        });

        for (int i = 0; i < Mailbox.CAPACITY + 5; i++) {
            channel.publish("fast", new byte[1]);
        }
        deliveries.remove().run();
        channel.publish("fast", new byte[1]);
        deliveries.remove().run();

        assertThat(told)
                .hasSize(Mailbox.CAPACITY + 3)
                .startsWith("subscribed")
                .endsWith("message", "subscribed", "message");
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
        assertThatThrownBy(() -> channel().subscribe("t", (topic, bytes) -> {}))
                .isInstanceOf(BackendUnavailableException.class);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
