package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.CacheKit;
import dev.cachekit.Missed;
import dev.cachekit.SubscribeOptions;
import dev.cachekit.Topic;
import dev.cachekit.TopicSubscriber;
import dev.cachekit.TypeRef;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.redisson.client.RedisSettings;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.torture.network.LinkState;
import dev.cachekit.torture.network.Proxy;
import dev.cachekit.torture.network.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A subscriber whose link to Redis is cut, while others go on publishing. */
class CutLinkTest {

    private final RedisServer server = RedisServer.start();
    private final Proxy link = Proxy.before(server.host(), server.port());
    private final TestBackend near = new TestBackend(server);
    private final TestBackend far = new TestBackend(new RedisSettings.Single("redis://" + link.address()));
    private final CacheKit publisher = kit(near);
    private final CacheKit subscriber = kit(far);
    private final Topic<Integer> numbers = publisher.topic("numbers.all", Integer.class);
    private final List<Object> heard = new CopyOnWriteArrayList<>();

    private static CacheKit kit(TestBackend backend) {
        return new CacheKitBuilder().app("shop").backend(backend.backend).build();
    }

    @BeforeEach
    void subscribe() {
        subscriber
                .topics(List.of("numbers.a*", "others"), TypeRef.of(Integer.class))
                .subscribe(
                        new TopicSubscriber<>() {
                            @Override
                            public void onMessage(String topic, Integer message) {
                                heard.add(message);
                            }

                            @Override
                            public void onMissed(Missed missed) {
                                heard.add(missed);
                            }
                        },
                        SubscribeOptions.defaults());
        numbers.publish(1);
        awaitHeard(1);
    }

    @AfterEach
    void close() {
        subscriber.close();
        publisher.close();
        far.close();
        near.close();
        link.close();
        server.close();
    }

    private void awaitHeard(Object what) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> heard.contains(what));
    }

    /** Publishes 3 until it is heard: when the subscription is there again, nobody here knows. */
    private void awaitHeardAgain() {
        Awaitility.await().atMost(Duration.ofSeconds(25)).until(() -> {
            numbers.publish(3);
            return heard.contains(3);
        });
    }

    private void assertToldInItsPlace() {
        assertThat(heard).doesNotContain(2).startsWith(1);
        int told = heard.indexOf(new Missed.Disconnected());
        assertThat(told).as("told of what was missed: %s", heard).isPositive().isLessThan(heard.indexOf(3));
    }

    @Test
    void isToldThatItMissedSomethingWhenTheConnectionIsThereAgain() {
        link.set(LinkState.mute());
        link.reset(Traffic.ALL);
        numbers.publish(2);
        link.set(LinkState.PASS);

        awaitHeardAgain();
        assertToldInItsPlace();
    }
}
