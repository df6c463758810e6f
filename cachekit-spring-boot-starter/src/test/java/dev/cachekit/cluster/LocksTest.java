package dev.cachekit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.torture.mutant.Mutant;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three applications with eight threads each read, change and write the same rows under locks. They are started once, so those
 * tests come first that leave them as they were.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocksTest {

    private static final int NODES = 3;
    private static final int ROWS = 8;

    /** As many as writers, so that a node that stands still holds some of their locks. */
    private static final int GUARDED_ROWS = NODES * LockNode.THREADS;

    private static final int UPDATES = 20_000;
    private static final int MUTANTS = 2;
    private static final int ROUNDS_OF_MUTANTS = 50;
    private static final long LONGEST_LIFE_MILLIS = 60_000;

    /** Longer with {@code -Dcachekit.locks.seconds}. */
    private static final Duration UNDER_FAULTS = Duration.ofSeconds(Integer.getInteger("cachekit.locks.seconds", 15));

    @TempDir
    static Path directory;

    private static Bank bank;
    private static @Nullable CompletableFuture<Bank> mutants;

    @BeforeAll
    static void start() {
        bank = Bank.open(GUARDED_ROWS, NODES, (redis, rows) -> NodeProcess.start(LockNode.class, redis, rows));
    }

    /** They take seconds to start, and can do so while another test waits for its faults to do harm. */
    private static CompletableFuture<Bank> mutants() {
        CompletableFuture<Bank> begun = mutants == null ? CompletableFuture.supplyAsync(LocksTest::mutant) : mutants;
        mutants = begun;
        return begun;
    }

    private static Bank mutant() {
        Path changed = Mutant.in(directory)
                .script("dev/cachekit/redisson/lock.lua", "if ends > NOW then", "if ends > NOW + 600000 then")
                .directory();
        return Bank.open(1, MUTANTS, (redis, rows) -> NodeProcess.startMutant(changed, LockNode.class, redis, rows));
    }

    @AfterAll
    static void stop() throws SQLException {
        bank.close();
        if (mutants != null) {
            mutants.join().close();
        }
    }

    @BeforeEach
    void empty() throws SQLException {
        bank.database().empty();
    }

    @Test
    @Order(1)
    void noUpdateIsLostWithoutFaults() throws SQLException {
        int rounds = 1 + UPDATES / (NODES * LockNode.THREADS);
        long begin = System.nanoTime();

        assertThat(bank.ask("increment " + rounds + " " + ROWS)).containsOnly("done");

        long expected = (long) rounds * NODES * LockNode.THREADS;
        long lost = expected - bank.database().amounts();
        System.out.printf(
                "locks without faults: %d updates in %d ms, lost %d%n",
                expected, Duration.ofNanos(System.nanoTime() - begin).toMillis(), lost);
        assertThat(lost).isZero();
        assertThat(bank.redis().keys()).noneMatch(key -> key.contains("}!account:"));
    }

    @Test
    @Order(2)
    void noGuardedUpdateIsLostAndEveryLossIsToldWhateverFails() throws SQLException {
        mutants();
        long end = System.nanoTime() + UNDER_FAULTS.toNanos();
        bank.send("guarded " + UNDER_FAULTS.toMillis() + " " + GUARDED_ROWS);

        fail(end);
        bank.killFirst();
        Count sum = bank.answers().map(Count::of).reduce(Count.NONE, Count::plus);

        long written = bank.database().written();
        long lost = written - bank.database().amounts();
        System.out.printf(
                "locks with faults: %d guarded updates, lost %d; refused %d, locks lost %d, of them untold %d%n",
                written, lost, sum.refused, sum.lost, sum.untold);
        assertThat(lost).isZero();
        assertThat(sum.lost).isPositive();
        assertThat(sum.untold).isZero();
        assertThat(written).isGreaterThanOrEqualTo(sum.written).isPositive();
        assertThat(bank.livesOfLocks())
                .allSatisfy(millis ->
                        assertThat(millis).isBetween(-2L, LONGEST_LIFE_MILLIS).isNotEqualTo(-1L));
    }

    @Test
    @Order(3)
    void theSameFindsALockThatTwoMayHold() throws SQLException {
        Bank mutant = mutants().join();

        assertThat(mutant.ask("increment " + ROUNDS_OF_MUTANTS + " 1")).containsOnly("done");

        assertThat(mutant.database().amounts()).isLessThan((long) ROUNDS_OF_MUTANTS * MUTANTS * LockNode.THREADS);
    }

    /** Stops one node after the other for longer than a lease, and restarts Redis, until shortly before the end. */
    private static void fail(long end) {
        for (int round = 0; System.nanoTime() < end - Duration.ofSeconds(4).toNanos(); round++) {
            // the first will be killed, with what it counted
            NodeProcess victim = bank.nodes().get(1 + round % (NODES - 1));
            pause(Duration.ofMillis(500));
            victim.freeze();
            pause(GuardedWriters.LEASE.plusMillis(700));
            victim.thaw();
            pause(Duration.ofMillis(700));
            bank.redis().kill();
            pause(Duration.ofMillis(200));
            bank.redis().restart();
        }
    }

    private static void pause(Duration time) {
        Awaitility.await().pollDelay(time).until(() -> true);
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
