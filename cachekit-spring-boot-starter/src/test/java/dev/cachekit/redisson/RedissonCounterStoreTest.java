package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.contract.Answers;
import dev.cachekit.contract.CounterContract;
import dev.cachekit.redisson.testing.RedisServer.Monitor;
import dev.cachekit.spi.CounterKey;
import dev.cachekit.spi.CounterStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedissonCounterStoreTest extends CounterContract {

    private static final CounterKey FOREIGN = new CounterKey("foreign");
    private static final String FOREIGN_KEY = "shop:{" + FOREIGN.lane().tag() + "}+" + FOREIGN.name();

    @RegisterExtension
    static final OnRedis REDIS = new OnRedis();

    @Override
    protected CounterStore store() {
        return REDIS.backend().backend.counters();
    }

    @Override
    protected void passTime(Duration duration) {
        OnRedis.passTime(duration);
    }

    @Test
    void everyOperationIsOneCommand() {
        CounterKey counter = new CounterKey("commands");
        List<CounterKey> many = IntStream.range(0, 100)
                .mapToObj(i -> new CounterKey("many" + i))
                .toList();
        Answers.of(store().add(counter, 0, Duration.ofMinutes(1)));
        try (Monitor monitor = REDIS.server().monitor()) {
            Answers.of(store().add(counter, 3));
            Answers.of(store().add(counter, 3, Duration.ofMinutes(1)));
            Answers.of(store().get(counter));
            Answers.of(store().getAll(many));
            Answers.of(store().expire(counter, Duration.ofMinutes(1)));
            Answers.of(store().reset(counter));
            REDIS.server().send("ECHO", "the end");

            assertThat(monitor.linesUntil("the end"))
                    .filteredOn(line -> line.contains("shop:") && !line.contains(" lua]"))
                    .extracting(line -> line.replaceAll(".*?\\] \"([A-Z]+)\".*", "$1"))
                    .containsExactly("INCRBY", "EVALSHA", "GET", "MGET", "PEXPIRE", "DEL");
        }
    }

    @Test
    void isAPlainNumberForOthers() {
        Answers.of(store().add(new CounterKey("plain"), 41));
        String key = REDIS.server().keys().stream()
                .filter(name -> name.endsWith("}+plain"))
                .findFirst()
                .orElseThrow();

        REDIS.server().send("INCR", key);

        assertThat(Answers.of(store().get(new CounterKey("plain")))).isEqualTo(42);
    }

    @Test
    void dataOfOthersIsNoNumber() {
        REDIS.server().send("SET", FOREIGN_KEY, "hello");
        assertNoNumber(store().add(FOREIGN, 1));
        assertNoNumber(store().add(FOREIGN, 1, Duration.ofMinutes(1)));
        assertNoNumber(store().get(FOREIGN));
        assertThat(REDIS.server().send("GET", FOREIGN_KEY)).isEqualTo("hello");
    }

    @Test
    void dataOfAnotherTypeIsNoNumber() {
        REDIS.server().send("DEL", FOREIGN_KEY);
        REDIS.server().send("RPUSH", FOREIGN_KEY, "hello");
        assertNoNumber(store().add(FOREIGN, 1));
        assertNoNumber(store().add(FOREIGN, 1, Duration.ofMinutes(1)));
        assertNoNumber(store().get(FOREIGN));
        REDIS.server().send("DEL", FOREIGN_KEY);
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
