package dev.cachekit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Subscription;
import dev.cachekit.spi.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every sentence of {@link Channel}, as tests. Every test uses topics of its own. */
public abstract class ChannelContract {

    private static final long LIMIT_SECONDS = 10;

    private final String topic = "topic" + Sample.token();

    /** Returns the channel under test. */
    protected abstract Channel channel();

    @Test
    void deliversToEverySubscriber() {
        BlockingQueue<String> first = subscribe(topic);
        BlockingQueue<String> second = subscribe(topic);

        publish(topic, "hello");

        assertThat(next(first)).isEqualTo("hello");
        assertThat(next(second)).isEqualTo("hello");
    }

    @Test
    void deliversInTheOrderOfThePublisher() {
        BlockingQueue<String> received = subscribe(topic);
        List<String> sent =
                IntStream.range(0, 1_000).mapToObj(Integer::toString).toList();

        sent.forEach(message -> publish(topic, message));

        assertThat(take(received, sent.size())).isEqualTo(sent);
    }

    @Test
    void deliversEachMessageOnce() {
        BlockingQueue<String> received = subscribe(topic);

        publish(topic, "one");
        publish(topic, "last");

        assertThat(take(received, 2)).containsExactly("one", "last");
        assertThat(received).isEmpty();
    }

    @Test
    void deliversToItsOwnTopicOnly() {
        BlockingQueue<String> received = subscribe(topic);

        publish(topic + "2", "other");
        publish(topic.substring(1), "other");
        publish("*", "other");
        publish(topic, "own");

        assertThat(next(received)).isEqualTo("own");
    }

    @Test
    void topicNamesAreNoPatterns() {
        BlockingQueue<String> received = subscribe(topic + "*");

        publish(topic + "x", "other");
        publish(topic + "*", "own");

        assertThat(next(received)).isEqualTo("own");
    }

    @Test
    void publishesToNobody() {
        publish(topic, "unheard");

        BlockingQueue<String> received = subscribe(topic);
        publish(topic, "heard");
        assertThat(next(received)).isEqualTo("heard");
    }

    @Test
    void deliversEveryByte() {
        BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
        Answers.of(channel().subscribe(topic, received::add));
        byte[] message = new byte[256];
        IntStream.range(0, 256).forEach(i -> message[i] = (byte) i);

        Answers.of(channel().publish(topic, message));
        Answers.of(channel().publish(topic, new byte[0]));

        assertThat(next(received)).isEqualTo(message);
        assertThat(next(received)).isEmpty();
    }

    @Test
    void aReceiverThatChangesItsBytesHarmsNobody() {
        Answers.of(channel().subscribe(topic, bytes -> bytes[0] = 'X'));
        BlockingQueue<String> received = subscribe(topic);
        Answers.of(channel().subscribe(topic, bytes -> bytes[0] = 'Y'));

        publish(topic, "abc");

        assertThat(next(received)).isEqualTo("abc");
    }

    @Test
    void aReceiverThatThrowsHarmsNobodyAndGetsTheNextMessage() {
        BlockingQueue<String> failing = new LinkedBlockingQueue<>();
        Answers.of(channel().subscribe(topic, bytes -> {
            failing.add(new String(bytes, UTF_8));
            throw new IllegalStateException("thrown by the test");
        }));
        BlockingQueue<String> received = subscribe(topic);

        publish(topic, "1");
        publish(topic, "2");

        assertThat(take(received, 2)).containsExactly("1", "2");
        assertThat(take(failing, 2)).containsExactly("1", "2");
    }

    @Test
    void aClosedSubscriptionHearsNothingMore() {
        BlockingQueue<String> closed = new LinkedBlockingQueue<>();
        Subscription subscription =
                Answers.of(channel().subscribe(topic, bytes -> closed.add(new String(bytes, UTF_8))));
        BlockingQueue<String> open = subscribe(topic);
        publish(topic, "before");
        assertThat(next(closed)).isEqualTo("before");

        subscription.close();
        subscription.close();
        publish(topic, "after");

        assertThat(take(open, 2)).containsExactly("before", "after");
        assertThat(closed).isEmpty();
    }

    @Test
    void aTopicCanBeSubscribedAgain() {
        Answers.of(channel().subscribe(topic, bytes -> {})).close();
        BlockingQueue<String> received = subscribe(topic);

        publish(topic, "again");

        assertThat(next(received)).isEqualTo("again");
    }

    private BlockingQueue<String> subscribe(String name) {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        Answers.of(channel().subscribe(name, bytes -> received.add(new String(bytes, UTF_8))));
        return received;
    }

    private void publish(String name, String message) {
        Answers.of(channel().publish(name, message.getBytes(UTF_8)));
    }

    private static <T> T next(BlockingQueue<T> received) {
        return take(received, 1).get(0);
    }

    private static <T> List<T> take(BlockingQueue<T> received, int count) {
        List<T> taken = new ArrayList<>();
        while (taken.size() < count) {
            taken.add(poll(received));
        }
        return taken;
    }

    private static <T> T poll(BlockingQueue<T> received) {
        try {
            T message = received.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            assertThat(message).as("a message within %d s", LIMIT_SECONDS).isNotNull();
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a message", e);
        }
    }
}
