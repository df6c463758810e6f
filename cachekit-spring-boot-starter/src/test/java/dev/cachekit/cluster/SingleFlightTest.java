package dev.cachekit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many callers of several processes make one call. */
class SingleFlightTest {

    private static final int NODES = 3;
    private static final int CALLERS = 64;
    private static final int ROUNDS = 20;
    private static final Duration CALL = Duration.ofMillis(200);
    private static final Duration LEASE = Duration.ofSeconds(3);

    /** A machine that other work shares may stand still for a moment. The printed figure is without it. */
    private static final Duration NOISE = Duration.ofSeconds(1);

    private static final List<NodeProcess> nodes = new ArrayList<>();
    private static RedisServer redis;

    /** What one process saw of one storm. */
    private record Seen(int executions, long endedAt, long lastReturn, Set<String> outcomes) {
        static Seen of(String answer) {
            String[] words = answer.split(" ");
            return new Seen(
                    Integer.parseInt(words[0]),
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    new TreeSet<>(Arrays.asList(words).subList(3, words.length)));
        }
    }

    /** What all processes saw. */
    private record Storm(List<Seen> seen) {

        int executions() {
            return seen.stream().mapToInt(Seen::executions).sum();
        }

        double lateMillis() {
            long ended = seen.stream().mapToLong(Seen::endedAt).max().orElseThrow();
            return (seen.stream().mapToLong(Seen::lastReturn).max().orElseThrow() - ended) / 1e6;
        }

        Set<String> outcomes() {
            Set<String> all = new TreeSet<>();
            seen.forEach(node -> all.addAll(node.outcomes()));
            return all;
        }
    }

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        IntStream.range(0, NODES).forEach(i -> nodes.add(NodeProcess.start(FlightNode.class, redis.url())));
        storm("warm-up-1", "value");
        storm("warm-up-2", "listed");
        storm("warm-up-3", "unlisted");
    }

    @AfterAll
    static void stop() {
        nodes.forEach(NodeProcess::close);
        redis.close();
    }

    @Test
    void oneCallServesAllProcessesAndItsFailureReachesThem() {
        List<Storm> storms = IntStream.range(0, ROUNDS)
                .mapToObj(i -> storm("key-" + i, "value"))
                .toList();

        double[] late = storms.stream().mapToDouble(Storm::lateMillis).sorted().toArray();
        System.out.printf(
                "single flight: %d rounds of %d x %d callers, calls %s, end of the call to last return median %.1f ms"
                        + " worst %.1f ms%n",
                ROUNDS,
                NODES,
                CALLERS,
                storms.stream().map(Storm::executions).distinct().toList(),
                late[late.length / 2],
                late[late.length - 1]);
        assertThat(storms).extracting(Storm::executions).containsOnly(1);
        assertThat(storms).allSatisfy(storm -> assertThat(storm.outcomes()).hasSize(1));

        Storm listed = storm("listed-key", "listed");
        assertThat(listed.executions()).isOne();
        assertThat(listed.outcomes()).containsExactly("java.lang.IllegalStateException:no-listed-key");

        Storm unlisted = storm("unlisted-key", "unlisted");
        assertThat(unlisted.executions()).isOne();
        assertThat(unlisted.outcomes())
                .containsExactly(
                        "java.lang.UnsupportedOperationException:no-unlisted-key",
                        "remote:java.lang.UnsupportedOperationException:no-unlisted-key");
        Awaitility.await().untilAsserted(() -> assertThat(keysOfFlights()).isEmpty());
    }

    @Test
    void aKilledLeaderIsSucceededOnce() {
        NodeProcess leader = NodeProcess.start(FlightNode.class, redis.url());
        leader.send(command("key", 1, 60_000, System.nanoTime(), "value"));
        patiently().until(() -> members() == 1);
        List<NodeProcess> others = nodes.subList(1, NODES);
        others.forEach(node -> node.send(command("key", NODES, CALL.toMillis(), System.nanoTime(), "value")));
        patiently().until(() -> members() == NODES);
        long killed = System.nanoTime();
        leader.kill();

        Storm storm =
                new Storm(others.stream().map(NodeProcess::answer).map(Seen::of).toList());

        long ended = storm.seen().stream().mapToLong(Seen::endedAt).max().orElseThrow();
        Duration tookOver = Duration.ofNanos(ended - killed).minus(CALL);
        System.out.printf(
                "single flight, leader killed: calls after that %d, taken over after %d ms, lease %d ms%n",
                storm.executions(), tookOver.toMillis(), LEASE.toMillis());
        assertThat(storm.executions()).isOne();
        assertThat(storm.outcomes()).hasSize(1);
        assertThat(tookOver).isLessThan(LEASE.plus(NOISE));
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(40));
    }

    private static Storm storm(String key, String outcome) {
        long start = System.nanoTime() + Duration.ofMillis(150).toNanos();
        nodes.forEach(node -> node.send(command(key, NODES, CALL.toMillis(), start, outcome)));
        return new Storm(nodes.stream().map(NodeProcess::answer).map(Seen::of).toList());
    }

    private static String command(String key, int nodes, long millis, long start, String outcome) {
        return "storm " + key + " " + CALLERS + " " + nodes * CALLERS + " " + millis + " " + start + " " + outcome;
    }

    private static long members() {
        return keysOfFlights().stream()
                .mapToLong(key -> (Long) redis.send("HLEN", key) - 3)
                .sum();
    }

    private static List<String> keysOfFlights() {
        return redis.keys().stream().filter(key -> key.contains("}^")).toList();
    }
}
