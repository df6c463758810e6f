package dev.cachekit.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.Missed;
import dev.cachekit.SubscribeOptions;
import dev.cachekit.Subscription;
import dev.cachekit.Topic;
import dev.cachekit.TopicSubscriber;
import dev.cachekit.TypeRef;
import dev.cachekit.UnreadableMessageException;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.inprocess.InProcessBackend;
import dev.cachekit.spi.TopicEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Topics as a user without Spring meets them. All is told on the thread of the test. */
class TopicViewsTest {

    record Order(long id, String item) {}

    private static final SubscribeOptions DEFAULTS = SubscribeOptions.defaults();

    private final ManualScheduler time = new ManualScheduler();
    private final InProcessBackend backend = InProcessBackend.create(time, 100, Runnable::run);
    private final List<String> events = new ArrayList<>();
    private final CacheKitEngine kit = new CacheKitBuilder()
            .backend(backend)
            .scheduler(time)
            .executor(Runnable::run)
            .listener(new Log())
            .build();
    private final Topic<Order> orders = kit.topic("orders", Order.class);
    private final List<Object> heard = new ArrayList<>();

    private final class Log implements TopicEvents {
        @Override
        public void onPublished(String topic, boolean success) {
            events.add("published " + topic + " " + success);
        }

        @Override
        public void onHandled(String subscription, Duration took, boolean success) {
            events.add("handled " + subscription + " in " + took.toMillis() + " ms " + success);
        }

        @Override
        public void onUnreadable(String subscription) {
            events.add("unreadable " + subscription);
            throw new IllegalStateException("a listener that throws harms nothing");
        }
    }

    /** Notes what it is told. */
    private final class Noting implements TopicSubscriber<Order> {
        @Override
        public void onMessage(String topic, Order message) {
            heard.add(message);
            if (message.id() < 0) {
                throw new IllegalArgumentException("negative");
            }
        }

        @Override
        public void onMissed(Missed missed) {
            heard.add(missed);
        }

        @Override
        public void onError(String topic, Throwable failure) {
            heard.add(failure.getClass().getSimpleName() + " in " + topic);
        }
    }

    @AfterEach
    void close() {
        kit.close();
        backend.close();
    }

    private void publishRaw(String topic, String json) {
        backend.channel().publish(topic, json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tellsEverySubscriber() {
        orders.subscribe(message -> heard.add(message));
        orders.subscribe((topic, order) -> heard.add(topic + " " + order.id()));

        orders.publish(new Order(1, "tea"));

        assertThat(heard).containsExactly(new Order(1, "tea"), "orders 1");
    }

    @Test
    void aClosedSubscriptionIsToldNothing() {
        try (Subscription subscription = orders.subscribe(message -> heard.add(message))) {
            subscription.close();
        }
        orders.publish(new Order(1, "tea"));
        assertThat(heard).isEmpty();
    }

    @Test
    void nothingIsToldOnceTheKitIsClosed() {
        orders.subscribe(message -> heard.add(message));
        kit.close();
        publishRaw("orders", "{\"id\":1,\"item\":\"tea\"}");
        assertThat(heard).isEmpty();
    }

    @Test
    void travelsAsPlainJson() {
        kit.backend()
                .channel()
                .subscribe("orders", (topic, bytes) -> heard.add(new String(bytes, StandardCharsets.UTF_8)));
        orders.publish(new Order(1, "tea"));
        assertThat(heard).containsExactly("{\"id\":1,\"item\":\"tea\"}");
    }

    @Test
    void hearsThePlainJsonOfOthers() {
        orders.subscribe(message -> heard.add(message));
        publishRaw("orders", " {\"item\": \"tea\", \"id\": 1, \"new\": true} ");
        assertThat(heard).containsExactly(new Order(1, "tea"));
    }

    @Test
    void carriesGenericTypes() {
        Topic<List<Order>> lists = kit.topic("lists", new TypeRef<List<Order>>() {});
        lists.subscribe(message -> heard.add(message));
        lists.publish(List.of(new Order(1, "tea")));
        assertThat(heard).containsExactly(List.of(new Order(1, "tea")));
    }

    @Test
    void aPatternHearsAllThatMatch() {
        kit.topic("orders.*", Order.class).subscribe((topic, order) -> heard.add(topic + " " + order.id()));

        kit.topic("orders.new", Order.class).publish(new Order(1, "tea"));
        kit.topic("payments", Order.class).publish(new Order(2, "tea"));
        kit.topic("orders.old", Order.class).publish(new Order(3, "tea"));

        assertThat(heard).containsExactly("orders.new 1", "orders.old 3");
    }

    @Test
    void severalNamesAreHeardOnceEach() {
        kit.topics(List.of("orders.new", "orders.*", "payments"), TypeRef.of(Order.class))
                .subscribe((topic, order) -> heard.add(topic + " " + order.id()));

        kit.topic("orders.new", Order.class).publish(new Order(1, "tea"));
        kit.topic("payments", Order.class).publish(new Order(2, "tea"));

        assertThat(heard).containsExactly("orders.new 1", "payments 2");
    }

    @Test
    void severalTopicsAreNotPublishedTo() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> kit.topic("orders.*", Order.class).publish(new Order(1, "tea")))
                .withMessageContaining("orders.*");
    }

    @Test
    void aFailureOrAnUnreadableMessageIsToldAndTheNextOneHeard() {
        orders.subscribe(new Noting(), DEFAULTS);

        orders.publish(new Order(-1, "tea"));
        publishRaw("orders", "no JSON");
        publishRaw("orders", "null");
        orders.publish(new Order(2, "tea"));

        assertThat(heard)
                .containsExactly(
                        new Order(-1, "tea"),
                        "IllegalArgumentException in orders",
                        "UnreadableMessageException in orders",
                        "UnreadableMessageException in orders",
                        new Order(2, "tea"));
    }

    @Test
    void aFailureThatNobodyHandlesHarmsNobody() {
        orders.subscribe(order -> {
            throw new AssertionError("thrown by the test");
        });
        orders.subscribe(message -> heard.add(message));
        orders.publish(new Order(1, "tea"));
        orders.publish(new Order(2, "tea"));
        assertThat(heard).hasSize(2);
    }

    @Test
    void anUnreadableMessageShowsNothingOfItself() {
        List<Throwable> failures = new ArrayList<>();
        orders.subscribe(
                new TopicSubscriber<>() {
                    @Override
                    public void onMessage(String topic, Order message) {}

                    @Override
                    public void onError(String topic, Throwable failure) {
                        failures.add(failure);
                    }
                },
                DEFAULTS);
        publishRaw("orders", "{\"id\":\"secret\"}");
        assertThat(failures)
                .singleElement()
                .isInstanceOfSatisfying(
                        UnreadableMessageException.class,
                        failure -> assertThat(failure.topic()).isEqualTo("orders"))
                .satisfies(failure -> assertThat(failure).hasMessageNotContaining("secret"));
    }

    @Test
    void tellsWhatTopicsDo() {
        orders.subscribe(order -> time.advance(Duration.ofMillis(order.id())));
        orders.publish(new Order(7, "tea"));
        publishRaw("orders", "no JSON");
        assertThat(events).containsExactly("handled orders in 7 ms true", "published orders true", "unreadable orders");
    }

    @Test
    void sendsAndListensWithoutWaiting() {
        assertThat(orders.async().subscribe(new Noting(), DEFAULTS)).isCompleted();
        assertThat(orders.async().publish(new Order(1, "tea"))).isCompleted();
        assertThat(heard).containsExactly(new Order(1, "tea"));
    }

    @Test
    void aStoreThatIsAwayIsAFailure() {
        backend.close();
        assertThatExceptionOfType(BackendUnavailableException.class)
                .isThrownBy(() -> orders.publish(new Order(1, "tea")));
        assertThat(events).containsExactly("published orders false");
    }

    @Test
    void refusesWhatCannotBeReadBack() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> kit.topic("things", Object.class))
                .withMessageStartingWith("topic things of java.lang.Object");
        assertThatNullPointerException().isThrownBy(() -> orders.publish(null));
    }

    @Test
    void refusesOptionsThatMeanNothing() {
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> DEFAULTS.withCapacity(0));
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> DEFAULTS.withHandlers(0));
    }
}
