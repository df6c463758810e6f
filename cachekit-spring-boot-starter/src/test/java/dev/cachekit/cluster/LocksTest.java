package dev.cachekit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.torture.mutant.Mutant;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three applications with eight threads each read, change and write the same rows under locks. */
class LocksTest {

    private static final int NODES = 3;
    private static final int ROWS = 8;

    /** As many as writers, so that a node that stands still holds some of their locks. */
    private static final int GUARDED_ROWS = NODES * LockNode.THREADS;

    private static final int UPDATES = 20_000;
    private static final long LONGEST_LIFE_MILLIS = 60_000;

    /** Longer with {@code -Dcachekit.locks.seconds}. */
    private static final Duration UNDER_FAULTS = Duration.ofSeconds(Integer.getInteger("cachekit.locks.seconds", 15));

    private RedisServer redis;
    private AccountDatabase database;
    private final List<NodeProcess> nodes = new ArrayList<>();

    @BeforeEach
    void start() throws SQLException {
        redis = RedisServer.startLocal();
        database = new AccountDatabase(GUARDED_ROWS);
    }

    @AfterEach
    void stop() throws SQLException {
        nodes.forEach(NodeProcess::kill);
        database.close();
        redis.close();
    }

    @Test
    void noUpdateIsLostWithoutFaults() throws SQLException {
        startNodes(() -> NodeProcess.start(LockNode.class, redis.url(), database.url()));
        int rounds = 1 + UPDATES / (NODES * LockNode.THREADS);
        long begin = System.nanoTime();

        assertThat(all("increment " + rounds + " " + ROWS)).containsOnly("done");

        long expected = (long) rounds * NODES * LockNode.THREADS;
        long lost = expected - database.amounts();
        System.out.printf(
                "locks without faults: %d updates in %d ms, lost %d%n",
                expected, Duration.ofNanos(System.nanoTime() - begin).toMillis(), lost);
        assertThat(lost).isZero();
        assertThat(redis.keys()).noneMatch(key -> key.contains("}!account:"));
    }

    @Test
    void theSameFindsALockThatTwoMayHold(@TempDir Path directory) throws SQLException {
        Path mutant = Mutant.in(directory)
                .script("dev/cachekit/redisson/lock.lua", "if ends > NOW then", "if ends > NOW + 600000 then")
                .directory();
        startNodes(() -> NodeProcess.startMutant(mutant, LockNode.class, redis.url(), database.url()));

        assertThat(all("increment 50 1")).containsOnly("done");

        assertThat(database.amounts()).isLessThan(50L * NODES * LockNode.THREADS);
    }

    @Test
    void noGuardedUpdateIsLostAndEveryLossIsToldWhateverFails() throws SQLException {
        startNodes(() -> NodeProcess.start(LockNode.class, redis.url(), database.url()));
        long end = System.nanoTime() + UNDER_FAULTS.toNanos();
        String command = "guarded " + UNDER_FAULTS.toMillis() + " " + GUARDED_ROWS;
        nodes.forEach(node -> node.send(command));

        fail(end);
        NodeProcess killed = nodes.remove(0);
        killed.kill();
        List<Count> counts =
                nodes.stream().map(NodeProcess::answer).map(Count::of).toList();

        long lost = database.written() - database.amounts();
        Count sum = counts.stream().reduce(Count.NONE, Count::plus);
        System.out.printf(
                "locks with faults: %d guarded updates, lost %d; refused %d, locks lost %d, of them untold %d%n",
                database.written(), lost, sum.refused, sum.lost, sum.untold);
        assertThat(lost).isZero();
        assertThat(sum.lost).isPositive();
        assertThat(sum.untold).isZero();
        assertThat(database.written()).isGreaterThanOrEqualTo(sum.written).isPositive();
        assertThat(redis.keys())
                .filteredOn(key -> key.contains("}!"))
                .allSatisfy(key -> assertThat((Long) redis.send("PTTL", key))
                        .isBetween(-2L, LONGEST_LIFE_MILLIS)
                        .isNotEqualTo(-1L));
    }

    /** Stops one node after the other for longer than a lease, and restarts Redis, until shortly before the end. */
    private void fail(long end) {
        for (int round = 0; System.nanoTime() < end - Duration.ofSeconds(4).toNanos(); round++) {
            NodeProcess victim = nodes.get(1 + round % (NODES - 1)); // the first will be killed, with what it counted
            pause(Duration.ofMillis(500));
            victim.freeze();
            pause(GuardedWriters.LEASE.plusMillis(700));
            victim.thaw();
            pause(Duration.ofMillis(700));
            redis.kill();
            pause(Duration.ofMillis(200));
            redis.restart();
        }
    }

    private static void pause(Duration time) {
        Awaitility.await().pollDelay(time).until(() -> true);
    }

    private void startNodes(Supplier<NodeProcess> start) {
        List<CompletableFuture<NodeProcess>> starting = IntStream.range(0, NODES)
                .mapToObj(i -> CompletableFuture.supplyAsync(start))
                .toList();
        starting.forEach(node -> nodes.add(node.join()));
    }

    private Stream<String> all(String command) {
        nodes.forEach(node -> node.send(command));
        return nodes.stream().map(NodeProcess::answer);
    }

    /** What the writers of a node counted. */
    private record Count(long written, long refused, long lost, long untold) {

        static final Count NONE = new Count(0, 0, 0, 0);

        static Count of(String answer) {
            String[] words = answer.split(" ");
            assertThat(words[0]).isEqualTo("done");
            return new Count(
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3]),
                    Long.parseLong(words[4]));
        }

        Count plus(Count other) {
            return new Count(
                    written + other.written, refused + other.refused, lost + other.lost, untold + other.untold);
        }
    }
}
