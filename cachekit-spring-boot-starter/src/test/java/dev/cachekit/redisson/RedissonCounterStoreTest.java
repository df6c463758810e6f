package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.contract.Answers;
import dev.cachekit.contract.CounterContract;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.redisson.testing.RedisServer.Monitor;
import dev.cachekit.spi.CounterKey;
import dev.cachekit.spi.CounterStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedissonCounterStoreTest extends CounterContract {

    private static final CounterKey FOREIGN = new CounterKey("foreign");
    private static final String FOREIGN_KEY = "shop:{" + FOREIGN.lane().tag() + "}+" + FOREIGN.name();

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
    protected CounterStore store() {
        return backend.backend.counters();
    }

    @Override
    protected void passTime(Duration duration) {
        Awaitility.await().pollDelay(duration.plusMillis(20)).until(() -> true);
    }

    @Test
    void everyOperationIsOneCommand() {
        CounterKey counter = new CounterKey("commands");
        List<CounterKey> many = IntStream.range(0, 100)
                .mapToObj(i -> new CounterKey("many" + i))
                .toList();
        Answers.of(store().get(counter));
        try (Monitor monitor = server.monitor()) {
            Answers.of(store().add(counter, 3));
            Answers.of(store().get(counter));
            Answers.of(store().getAll(many));
            Answers.of(store().expire(counter, Duration.ofMinutes(1)));
            Answers.of(store().reset(counter));
            server.send("ECHO", "the end");

            assertThat(monitor.linesUntil("the end"))
                    .filteredOn(line -> line.contains("shop:"))
                    .extracting(line -> line.replaceAll(".*?\\] \"([A-Z]+)\".*", "$1"))
                    .containsExactly("INCRBY", "MGET", "MGET", "PEXPIRE", "DEL");
        }
    }

    @Test
    void isAPlainNumberForOthers() {
        Answers.of(store().add(new CounterKey("plain"), 41));
        String key = server.keys().stream()
                .filter(name -> name.endsWith("}+plain"))
                .findFirst()
                .orElseThrow();

        server.send("INCR", key);

        assertThat(Answers.of(store().get(new CounterKey("plain")))).isEqualTo(42);
    }

    @Test
    void dataOfOthersIsNoNumber() {
        server.send("SET", FOREIGN_KEY, "hello");
        assertNoNumber(store().add(FOREIGN, 1));
        assertNoNumber(store().get(FOREIGN));
        assertThat(server.send("GET", FOREIGN_KEY)).isEqualTo("hello");
    }

    @Test
    void dataOfAnotherTypeIsNoNumber() {
        server.send("DEL", FOREIGN_KEY);
        server.send("RPUSH", FOREIGN_KEY, "hello");
        assertNoNumber(store().add(FOREIGN, 1));
        server.send("DEL", FOREIGN_KEY);
    }

    private static void assertNoNumber(CompletionStage<Long> answer) {
        assertThat(answer.toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        BackendUnavailableException.class,
                        refused -> assertThat(refused.isRefusal()).isTrue())
                .withMessageContaining("something else than a number")
                .withMessageNotContaining("hello");
    }
}
