package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Answers;
import dev.cachekit.redisson.client.RedisSettings;
import dev.cachekit.redisson.testing.RedisCluster;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Bundle;
import dev.cachekit.spi.CounterKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bundles while a slot goes from one primary to another. */
class MovingSlotTest {

    private static RedisCluster cluster;
    private static TestBackend backend;

    @BeforeAll
    static void start() {
        cluster = RedisCluster.start();
        backend = new TestBackend(new RedisSettings.Cluster(cluster.nodes()));
    }

    @AfterAll
    static void stop() {
        backend.close();
        cluster.close();
    }

    /** A slot of the first primary, and what of it is asked for. */
    private record Moving(String slot, RedisServer from, RedisServer to) {

        static Moving of(CounterKey key) {
            return new Moving(
                    slotOf(key), cluster.servers().get(0), cluster.servers().get(1));
        }

        void begin() {
            to.send("CLUSTER", "SETSLOT", slot, "IMPORTING", id(from));
            from.send("CLUSTER", "SETSLOT", slot, "MIGRATING", id(to));
        }

        void end() {
            to.send("CLUSTER", "SETSLOT", slot, "NODE", id(to));
            from.send("CLUSTER", "SETSLOT", slot, "NODE", id(to));
        }

        private static String id(RedisServer server) {
            return (String) server.send("CLUSTER", "MYID");
        }
    }

    private static String slotOf(CounterKey key) {
        return String.valueOf(cluster.servers()
                .get(0)
                .send("CLUSTER", "KEYSLOT", "{" + key.lane().tag() + "}"));
    }

    /** Counters of the first primary: one whose slot stays, the others of one slot that moves. */
    private static List<CounterKey> countersOfTheFirst(String run) {
        List<CounterKey> all = IntStream.range(0, 1_000)
                .mapToObj(i -> new CounterKey(run + i))
                .filter(key -> Integer.parseInt(slotOf(key)) < 16_384 / 3)
                .toList();
        CounterKey staying = all.get(0);
        CounterKey first = all.stream()
                .filter(key -> !key.lane().equals(staying.lane()))
                .findFirst()
                .orElseThrow();
        Stream<CounterKey> moving =
                all.stream().filter(key -> key.lane().equals(first.lane())).limit(4);
        return Stream.concat(Stream.of(staying), moving).toList();
    }

    private static List<CompletionStage<Long>> add(Bundle bundle, Stream<CounterKey> counters) {
        return counters.map(counter -> bundle.counters().add(counter, 1)).toList();
    }

    @Test
    void everyRequestIsDoneOnceWhileASlotMoves() {
        List<CounterKey> counters = countersOfTheFirst("moving");
        Moving moving = Moving.of(counters.get(3));
        moving.begin();
        Bundle during = backend.backend.bundle();
        List<CompletionStage<Long>> first = add(during, counters.stream());
        during.send();
        assertThat(first).allSatisfy(answer -> assertThat(Answers.of(answer)).isEqualTo(1));

        moving.end();
        Bundle after = backend.backend.bundle();
        List<CompletionStage<Long>> second = add(after, counters.stream());
        after.send();
        assertThat(second).allSatisfy(answer -> assertThat(Answers.of(answer)).isEqualTo(2));
    }

    @Test
    void aRequestThatFailsBeforeTheMovedOneHidesItNot() {
        List<CounterKey> counters = countersOfTheFirst("failing");
        Answers.of(backend.backend.counters().add(counters.get(0), Long.MAX_VALUE));
        Moving.of(counters.get(3)).begin();
        Bundle bundle = backend.backend.bundle();
        List<CompletionStage<Long>> answers = add(bundle, counters.stream());
        bundle.send();

        assertThat(answers.get(0).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(ArithmeticException.class);
        assertThat(answers.subList(1, 5))
                .allSatisfy(answer -> assertThat(Answers.of(answer)).isEqualTo(1));
    }
}
