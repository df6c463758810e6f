package dev.cachekit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Subscription;
import dev.cachekit.spi.Channel;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every sentence of {@link Channel}, as tests. Every test uses topics of its own. */
public abstract class ChannelContract {

    private final String topic = "topic" + Sample.token();

    /** Returns the channel under test. */
    protected abstract Channel channel();

    private HeardMessages subscribe(String name) {
        return HeardMessages.of(channel(), name);
    }

    private HeardMessages subscribePattern(String glob) {
        return HeardMessages.ofPattern(channel(), glob);
    }

    private void publish(String name, String message) {
        Answers.of(channel().publish(name, message.getBytes(UTF_8)));
    }

    @Test
    void deliversToEverySubscriber() {
        HeardMessages first = subscribe(topic);
        HeardMessages second = subscribe(topic);

        publish(topic, "hello");

        assertThat(first.next()).isEqualTo("hello");
        assertThat(second.next()).isEqualTo("hello");
        assertThat(first.topics()).containsExactly(topic);
    }

    @Test
    void deliversInTheOrderOfThePublisher() {
        HeardMessages received = subscribe(topic);
        List<String> sent =
                IntStream.range(0, 1_000).mapToObj(Integer::toString).toList();

        sent.forEach(message -> publish(topic, message));

        assertThat(received.take(sent.size())).isEqualTo(sent);
    }

    @Test
    void deliversInTheOrderOfAPublisherWhoDoesNotWait() {
        HeardMessages received = subscribe(topic);
        List<String> sent =
                IntStream.range(0, 5_000).mapToObj(Integer::toString).toList();

        CompletableFuture<?>[] published = sent.stream()
                .map(message -> channel().publish(topic, message.getBytes(UTF_8)))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new);
        Answers.of(CompletableFuture.allOf(published));

        assertThat(received.take(sent.size())).isEqualTo(sent);
    }

    @Test
    void deliversEachMessageOnce() {
        HeardMessages received = subscribe(topic);

        publish(topic, "one");
        publish(topic, "last");

        assertThat(received.take(2)).containsExactly("one", "last");
        assertThat(received.isEmpty()).isTrue();
    }

    @Test
    void tellsOnceThatItIsInPlace() {
        HeardMessages first = subscribe(topic);
        HeardMessages second = subscribe(topic);
        HeardMessages matching = subscribePattern(topic + "*");
        publish(topic, "hello");
        List.of(first, second, matching).forEach(HeardMessages::next);

        assertThat(List.of(first, second, matching))
                .allSatisfy(heard -> assertThat(heard.furtherSubscriptions()).isZero());
    }

    @Test
    void deliversToItsOwnTopicOnly() {
        HeardMessages received = subscribe(topic);

        publish(topic + "2", "other");
        publish(topic.substring(1), "other");
        publish("*", "other");
        publish(topic, "own");

        assertThat(received.next()).isEqualTo("own");
    }

    @Test
    void topicNamesAreNoPatterns() {
        HeardMessages received = subscribe(topic + "*");

        publish(topic + "x", "other");
        publish(topic + "*", "own");

        assertThat(received.next()).isEqualTo("own");
    }

    @Test
    void deliversWhatMatchesAPattern() {
        HeardMessages received = subscribePattern(topic + ".*.new");

        publish(topic + ".orders.old", "other");
        publish("x" + topic + ".orders.new", "other");
        publish(topic + ".orders.new", "1");
        publish(topic + "..new", "2");

        assertThat(received.take(2)).containsExactly("1", "2");
        assertThat(received.topics()).containsExactly(topic + ".orders.new", topic + "..new");
    }

    @Test
    void aPatternKnowsSetsAndLiterals() {
        HeardMessages received = subscribePattern(topic + "\\*[a-c]?");

        publish(topic + "xa1", "other");
        publish(topic + "*d1", "other");
        publish(topic + "*b", "other");
        publish(topic + "*b1", "own");

        assertThat(received.next()).isEqualTo("own");
    }

    @Test
    void deliversTheTopicsOfAPatternInTheOrderOfThePublisher() {
        HeardMessages received = subscribePattern(topic + ".*");
        List<String> sent =
                IntStream.range(0, 1_000).mapToObj(Integer::toString).toList();

        sent.forEach(message -> publish(topic + "." + Integer.parseInt(message) % 2, message));

        assertThat(received.take(sent.size())).isEqualTo(sent);
    }

    @Test
    void publishesToNobody() {
        publish(topic, "unheard");

        HeardMessages received = subscribe(topic);
        publish(topic, "heard");
        assertThat(received.next()).isEqualTo("heard");
    }

    @Test
    void deliversEveryByte() {
        HeardMessages received = subscribe(topic);
        byte[] message = new byte[256];
        IntStream.range(0, 256).forEach(i -> message[i] = (byte) i);

        Answers.of(channel().publish(topic, message));
        Answers.of(channel().publish(topic, new byte[0]));

        assertThat(received.nextBytes()).isEqualTo(message);
        assertThat(received.nextBytes()).isEmpty();
    }

    @Test
    void aReceiverThatChangesItsBytesHarmsNobody() {
        channel().subscribe(topic, (name, bytes) -> bytes[0] = 'X');
        HeardMessages received = subscribe(topic);
        channel().subscribe(topic, (name, bytes) -> bytes[0] = 'Y');

        publish(topic, "abc");

        assertThat(received.next()).isEqualTo("abc");
    }

    @Test
    void aReceiverThatThrowsHarmsNobodyAndGetsTheNextMessage() throws InterruptedException {
        BlockingQueue<String> failing = new LinkedBlockingQueue<>();
        channel().subscribe(topic, (name, bytes) -> {
            failing.add(new String(bytes, UTF_8));
            throw new IllegalStateException("thrown by the test");
        });
        HeardMessages received = subscribe(topic);

        publish(topic, "1");
        publish(topic, "2");

        assertThat(received.take(2)).containsExactly("1", "2");
        assertThat(failing.take()).isEqualTo("1");
        assertThat(failing.take()).isEqualTo("2");
    }

    @Test
    void aClosedSubscriptionHearsNothingMore() {
        HeardMessages closed = new HeardMessages();
        Subscription subscription = channel().subscribe(topic, closed);
        closed.awaitSubscribed();
        HeardMessages open = subscribe(topic);
        publish(topic, "before");
        assertThat(closed.next()).isEqualTo("before");

        subscription.close();
        subscription.close();
        publish(topic, "after");

        assertThat(open.take(2)).containsExactly("before", "after");
        assertThat(closed.isEmpty()).isTrue();
    }

    @Test
    void aClosedPatternHearsNothingMore() {
        HeardMessages closed = new HeardMessages();
        Subscription subscription = channel().subscribePattern(topic + "*", closed);
        closed.awaitSubscribed();
        HeardMessages open = subscribePattern(topic + "*");

        subscription.close();
        publish(topic, "after");

        assertThat(open.next()).isEqualTo("after");
        assertThat(closed.isEmpty()).isTrue();
    }

    @Test
    void aTopicCanBeSubscribedAgain() {
        HeardMessages once = new HeardMessages();
        Subscription subscription = channel().subscribe(topic, once);
        once.awaitSubscribed();
        subscription.close();
        HeardMessages received = subscribe(topic);

        publish(topic, "again");

        assertThat(received.next()).isEqualTo("again");
    }
}
