package dev.cachekit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.redisson.testing.RedisServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two writers of one row on two nodes of one Redis server. */
class RacingWritersTest {

    private static final int ROUNDS = 10_000;
    private static final String SCRIPT = "dev/cachekit/redisson/settle.lua";
    private static final String DECISION = "local result = outcome()";
    private static final String COMPARISON = "return beaten and (inside.bytes and 'K' or 'I') or 'S'";

    private RedisServer redis;

    @BeforeEach
    void start() {
        redis = RedisServer.start();
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void theCacheNeverKeepsTheOlderRow() {
        Result result = race(NodeProcess.start(WritersRace.class, redis.url(), "" + ROUNDS, "plain"));
        System.out.printf(
                "racing writers: %d rounds, older row kept %d, row kept %d%n", ROUNDS, result.older, result.kept);
        assertThat(result.older).isZero();
        assertThat(result.kept).as("those that did not meet").isGreaterThanOrEqualTo(ROUNDS / 10);
    }

    @Test
    void theCacheAlwaysKeepsTheHigherVersion() {
        Result result = race(NodeProcess.start(WritersRace.class, redis.url(), "" + ROUNDS, "versioned"));
        System.out.printf(
                "racing writers with versions: %d rounds, older row kept %d, row kept %d%n",
                ROUNDS, result.older, result.kept);
        assertThat(result.older).isZero();
        assertThat(result.kept).isEqualTo(ROUNDS);
    }

    @Test
    void theRaceFindsALastWriterThatDoesNotCompare(@TempDir Path replacements) throws IOException {
        replace(replacements, COMPARISON, "return 'S'");
        assertThat(race(NodeProcess.startMutant(replacements, WritersRace.class, redis.url(), "2000", "versioned"))
                        .older)
                .isPositive();
    }

    @Test
    void theRaceFindsASettlingThatStoresWhateverHappened(@TempDir Path replacements) throws IOException {
        replace(replacements, DECISION, "local result = ARGV[2] == '' and 'I' or 'S'");
        assertThat(race(NodeProcess.startMutant(replacements, WritersRace.class, redis.url(), "2000", "plain")).older)
                .isPositive();
    }

    private record Result(int older, int kept) {}

    private static Result race(NodeProcess node) {
        try (node) {
            String[] answer = node.answer().split(" ");
            return new Result(Integer.parseInt(answer[0]), Integer.parseInt(answer[1]));
        }
    }

    /** Writes the real script with one check cut out. */
    private static void replace(Path directory, String check, String without) throws IOException {
        try (InputStream real = RacingWritersTest.class.getClassLoader().getResourceAsStream(SCRIPT)) {
            String script = new String(real.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(script).contains(check);
            Path mutant = directory.resolve(SCRIPT);
            Files.createDirectories(mutant.getParent());
            Files.writeString(mutant, script.replace(check, without));
        }
    }
}
