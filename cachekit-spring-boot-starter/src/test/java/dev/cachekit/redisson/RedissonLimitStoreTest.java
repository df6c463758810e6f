package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Band;
import dev.cachekit.contract.Answers;
import dev.cachekit.contract.LimitContract;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.redisson.testing.RedisServer.Monitor;
import dev.cachekit.spi.LimitRequest;
import dev.cachekit.spi.LimitStore;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedissonLimitStoreTest extends LimitContract {

    private static final List<Band> THREE = List.of(
            Band.tokenBucket(10, Duration.ofSeconds(1)),
            Band.slidingWindow(100, Duration.ofMinutes(1)),
            Band.fixedWindow(1000, Duration.ofHours(1)));

    private static RedisServer server;
    private static TestBackend backend;

    @BeforeAll
    static void startServer() {
        server = RedisServer.start();
        backend = new TestBackend(server);
    }

    @AfterAll
    static void stopServer() {
        backend.close();
        server.close();
    }

    @Override
    protected LimitStore store() {
        return backend.backend.limits();
    }

    @Override
    protected void passTime(Duration duration) {
        Awaitility.await().pollDelay(duration.plusMillis(20)).until(() -> true);
    }

    private void take(String subject) {
        Answers.of(store().take(new LimitRequest("three", subject, THREE, 1, Duration.ZERO)));
    }

    @Test
    void aDecisionIsOneCommandHoweverManyBands() {
        take("warm");
        try (Monitor monitor = server.monitor()) {
            for (int i = 0; i < 20; i++) {
                take("ann");
            }
            server.send("ECHO", "the end");
            assertThat(monitor.linesUntil("the end"))
                    .filteredOn(line -> !line.contains(" lua]"))
                    .filteredOn(line -> line.contains("three:ann"))
                    .hasSize(20)
                    .allMatch(line -> line.contains("\"EVALSHA\""));
        }
    }

    @Test
    void aSubjectIsOneSmallKeyThatEnds() {
        take("eve");

        List<String> keys =
                server.keys().stream().filter(key -> key.endsWith("three:eve")).toList();
        assertThat(keys).hasSize(1);
        assertThat((Long) server.send("STRLEN", keys.get(0))).isLessThan(200);
        assertThat((Long) server.send("MEMORY", "USAGE", keys.get(0))).isLessThan(3 * 200);
        assertThat((Long) server.send("PTTL", keys.get(0)))
                .isBetween(1L, Duration.ofHours(1).toMillis());
    }

    @Test
    void aRefusalWritesNothing() {
        List<Band> narrow = List.of(Band.tokenBucket(1, Duration.ofHours(1)));
        LimitRequest request = new LimitRequest("narrow", "bob", narrow, 1, Duration.ZERO);
        Answers.of(store().take(request));
        try (Monitor monitor = server.monitor()) {
            assertThat(Answers.of(store().take(request)).granted()).isFalse();
            server.send("ECHO", "the end");
            assertThat(monitor.linesUntil("the end")).noneMatch(line -> line.contains("\"SET\""));
        }
    }
}
