package dev.cachekit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.SubscribeOptions;
import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Two processes, each of which sends 50,000 messages by two threads and hears all of both. They are sent in rounds, each as large
 * as the queue of a subscriber and begun when the last has been heard: so the handlers keep up, however busy the machine is.
 */
class TopicOrderTest {

    private static final int PUBLISHERS = 4;
    private static final int EACH = SubscribeOptions.DEFAULT_CAPACITY / PUBLISHERS;
    private static final int ROUNDS = 10;

    @Test
    void everyoneHearsEverythingInTheOrderOfEachPublisher() {
        try (RedisServer redis = RedisServer.start();
                NodeProcess one = NodeProcess.start(TopicNode.class, redis.url(), "one");
                NodeProcess two = NodeProcess.start(TopicNode.class, redis.url(), "two")) {
            long start = System.nanoTime();
            for (int round = 1; round <= ROUNDS; round++) {
                sendAndHear(List.of(one, two), round * PUBLISHERS * EACH);
            }
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            System.out.printf(
                    "topics: 2 JVMs heard all of %d messages in order, none missed, within %d ms%n",
                    ROUNDS * PUBLISHERS * EACH, millis);
        }
    }

    private static void sendAndHear(List<NodeProcess> nodes, int soFar) {
        nodes.forEach(node -> node.send("publish " + EACH));
        nodes.forEach(NodeProcess::answer);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(nodes)
                        .allSatisfy(node -> assertThat(node.ask("heard"))
                                .as("heard, out of order, missed")
                                .isEqualTo(soFar + " 0 0")));
    }
}
