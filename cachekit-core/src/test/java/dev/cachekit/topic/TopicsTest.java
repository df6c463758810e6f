package dev.cachekit.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Missed;
import dev.cachekit.SubscribeOptions;
import dev.cachekit.Subscription;
import dev.cachekit.TopicSubscriber;
import dev.cachekit.TypeRef;
import dev.cachekit.WaitInterruptedException;
import dev.cachekit.call.Caller;
import dev.cachekit.call.StoreTime;
import dev.cachekit.codec.JacksonCodec;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.recovery.Guard;
import dev.cachekit.spi.Channel;
import dev.cachekit.spi.TopicEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A channel that is in place when the test says so. */
class TopicsTest {

    private final Line channel = new Line();
    private final List<Object> heard = new ArrayList<>();
    private final ManualScheduler time = new ManualScheduler();
    private final Topics topics = new Topics(
            channel,
            Guard.NONE,
            caller -> new StoreTime(time, Duration.ofMillis(50), caller),
            new Topics.Hearing(Runnable::run, TopicEvents.NONE, time));

    private final TopicSubscriber<String> subscriber = new TopicSubscriber<>() {
        @Override
        public void onMessage(String topic, String message) {
            heard.add(message);
        }

        @Override
        public void onMissed(Missed missed) {
            heard.add(missed);
        }
    };

    /** Notes its subscriptions. */
    private static final class Line implements Channel {
        final List<String> asked = new ArrayList<>();
        final List<Receiver> open = new ArrayList<>();

        @Override
        public CompletionStage<Void> publish(String topic, byte[] message) {
            return CompletableFuture.failedFuture(new BackendUnavailableException("away", null));
        }

        @Override
        public Subscription subscribe(String topic, Receiver receiver) {
            asked.add(topic);
            open.add(receiver);
            return () -> open.remove(receiver);
        }

        @Override
        public Subscription subscribePattern(String glob, Receiver receiver) {
            return subscribe("glob " + glob, receiver);
        }

        void tell(int place, String topic, String message) {
            open.get(place).onMessage(topic, ("\"" + message + "\"").getBytes(StandardCharsets.UTF_8));
        }
    }

    private CompletionStage<Subscription> subscribe(Caller caller, String... names) {
        TopicNames checked = TopicNames.of(List.of(names));
        MessageCodec<String> codec = MessageCodec.of("test", TypeRef.of(String.class), JacksonCodec.create());
        return topics.subscribe(checked, codec, subscriber, SubscribeOptions.defaults(), caller);
    }

    private CompletionStage<Subscription> subscribe(String... names) {
        return subscribe(Caller.continuedOn(Runnable::run), names);
    }

    @Test
    void isInPlaceWhenAllNamesAre() {
        CompletableFuture<Subscription> subscribed = subscribe("a", "b.*").toCompletableFuture();
        assertThat(channel.asked).containsExactly("a", "glob b.*");

        channel.open.get(0).onSubscribed();
        assertThat(subscribed).isNotDone();
        channel.open.get(1).onSubscribed();

        assertThat(subscribed).isDone();
        assertThat(heard).isEmpty();
    }

    @Test
    void aRenewedSubscriptionMayHaveMissedSomething() {
        subscribe("a");
        channel.open.get(0).onSubscribed();
        channel.tell(0, "a", "1");

        channel.open.get(0).onSubscribed();
        channel.tell(0, "a", "2");

        assertThat(heard).containsExactly("1", new Missed.Disconnected(), "2");
    }

    @Test
    void theSameMessageByTwoNamesIsHeardOnce() {
        subscribe("a.b", "a.*");
        channel.tell(0, "a.b", "1");
        channel.tell(1, "a.b", "1");
        channel.tell(1, "a.c", "2");
        assertThat(heard).containsExactly("1", "2");
    }

    @Test
    void beginsLateIfTheStoreIsAwayAndTellsThatItMissedSomething() {
        Subscription subscription =
                subscribe(Caller.BLOCKING, "a").toCompletableFuture().join();
        assertThat(subscription).isNotNull();

        channel.open.get(0).onSubscribed();
        channel.tell(0, "a", "1");

        assertThat(heard).containsExactly(new Missed.Disconnected(), "1");
    }

    @Test
    void anInterruptedCallerLeavesNoSubscription() {
        Thread.currentThread().interrupt();
        CompletionStage<Subscription> subscribed = subscribe(Caller.BLOCKING, "a");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(subscribed.toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(WaitInterruptedException.class);
        assertThat(channel.open).isEmpty();
    }

    @Test
    void endsWithAllItsNames() {
        Subscription subscription =
                subscribe(Caller.BLOCKING, "a", "b").toCompletableFuture().join();
        channel.tell(0, "a", "1");
        Channel.Receiver late = channel.open.get(0);

        subscription.close();
        late.onMessage("a", new byte[0]);
        late.onSubscribed();

        assertThat(channel.open).isEmpty();
        assertThat(heard).containsExactly("1");
    }
}
