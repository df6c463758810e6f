package dev.cachekit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.redisson.testing.RedisServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load begins, another process invalidates the key, the load ends: its value must not be found afterwards. */
class StaleSetRaceTest {

    private static final String FILL = "dev/cachekit/redisson/fill.lua";
    private static final String TOKEN_CHECK = "if not holds then\n  return 0\nend\n";

    private static RedisServer redis;
    private static NodeProcess writer;

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        writer = NodeProcess.start(redis.url());
    }

    @AfterAll
    static void stop() {
        writer.close();
        redis.close();
    }

    @Test
    void valueLoadedBeforeAnInvalidationIsNeverFoundAfterIt() {
        try (NodeProcess reader = NodeProcess.start(redis.url())) {
            assertThat(foundAfterTheRace(reader, "real")).isEqualTo("nothing");
        }
    }

    @Test
    void scenarioFindsTheStaleValueWhenTheTokenCheckIsRemoved(@TempDir Path replacements) throws IOException {
        writeMutant(replacements.resolve(FILL));

        try (NodeProcess reader = NodeProcess.startMutant(redis.url(), replacements)) {
            // Where the machine is so busy that the reader gives Redis up for a while, it fills nothing.
            AtomicInteger round = new AtomicInteger();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(foundAfterTheRace(reader, "mutant" + round.incrementAndGet()))
                            .isEqualTo("old"));
        }
    }

    private static String foundAfterTheRace(NodeProcess reader, String key) {
        assertThat(reader.ask("begin " + key + " old")).isEqualTo("begun");
        reader.awaitLoading();
        assertThat(writer.ask("invalidate " + key)).isEqualTo("done");
        assertThat(reader.ask("finish")).isEqualTo("old");
        return writer.ask("peek " + key);
    }

    /** The real script without its check of the token. */
    private static void writeMutant(Path file) throws IOException {
        try (InputStream real = StaleSetRaceTest.class.getClassLoader().getResourceAsStream(FILL)) {
            String script = new String(real.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(script).contains(TOKEN_CHECK);
            Files.createDirectories(file.getParent());
            Files.writeString(file, script.replace(TOKEN_CHECK, ""));
        }
    }
}
