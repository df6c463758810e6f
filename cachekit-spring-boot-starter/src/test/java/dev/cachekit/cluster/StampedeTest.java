package dev.cachekit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many threads of several processes ask for one cold key at one moment. */
class StampedeTest {

    private static final int NODES = 3;
    private static final int THREADS = 64;
    private static final int ROUNDS = 20;
    private static final int LOADER_MILLIS = 100;

    private static final List<NodeProcess> nodes = new ArrayList<>();
    private static RedisServer redis;

    /** What one process saw of one round. */
    private record Seen(int loads, long filledAt, long lastReturn, int looks) {
        static Seen of(String answer) {
            String[] words = answer.split(" ");
            return new Seen(
                    Integer.parseInt(words[0]),
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Integer.parseInt(words[3]));
        }
    }

    /**
     * One round over all processes: loads, milliseconds from the fill's acknowledgement to the last return, look-ups after a wait,
     * and how many requests of all callers Redis has seen.
     */
    private record Round(int loads, double lateMillis, int looks, long requests) {}

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        IntStream.range(0, NODES).forEach(i -> nodes.add(NodeProcess.start(redis.url())));
        round("warm-up-1");
        round("warm-up-2");
        round("warm-up-3");
    }

    @AfterAll
    static void stop() {
        nodes.forEach(NodeProcess::close);
        redis.close();
    }

    @Test
    void loadsOnceInTheClusterAndWakesEveryoneAtOnce() {
        List<Round> rounds =
                IntStream.range(0, ROUNDS).mapToObj(i -> round("key-" + i)).toList();

        double[] late = rounds.stream().mapToDouble(Round::lateMillis).sorted().toArray();
        System.out.printf(
                "stampede: %d rounds of %d x %d threads, loads %s, fill to last return median %.1f ms worst %.1f ms,"
                        + " wake-up looks per round %s, requests %s%n",
                ROUNDS,
                NODES,
                THREADS,
                rounds.stream().map(Round::loads).distinct().toList(),
                late[late.length / 2],
                late[late.length - 1],
                rounds.stream().map(Round::looks).toList(),
                rounds.stream().map(Round::requests).toList());
        assertThat(rounds).extracting(Round::loads).containsOnly(1);
        assertThat(late[late.length / 2]).isLessThanOrEqualTo(50);
        assertThat(late[late.length - 1]).isLessThanOrEqualTo(500);
        assertThat(rounds).allSatisfy(round -> assertThat(round.looks()).isLessThanOrEqualTo(NODES - 1));
        assertThat(rounds)
                .as("they share look-ups and requests for the lease, or each would have made two")
                .allSatisfy(round -> assertThat(round.requests()).isLessThan(NODES * THREADS));
    }

    private static Round round(String key) {
        redis.resetStats();
        long start = System.nanoTime() + Duration.ofMillis(150).toNanos();
        nodes.forEach(node -> node.send("stampede " + key + " " + THREADS + " " + LOADER_MILLIS + " " + start));
        Seen[] seen = nodes.stream().map(NodeProcess::answer).map(Seen::of).toArray(Seen[]::new);
        long filled = Arrays.stream(seen).mapToLong(Seen::filledAt).max().orElseThrow();
        long last = Arrays.stream(seen).mapToLong(Seen::lastReturn).max().orElseThrow();
        Map<String, Long> commands = redis.commandStats();
        return new Round(
                Arrays.stream(seen).mapToInt(Seen::loads).sum(),
                (last - filled) / 1e6,
                Arrays.stream(seen).mapToInt(Seen::looks).sum(),
                commands.getOrDefault("mget", 0L) + commands.getOrDefault("evalsha", 0L));
    }
}
