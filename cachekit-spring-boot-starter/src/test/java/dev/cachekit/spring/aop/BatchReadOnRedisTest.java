package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Lane;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchReadOnRedisTest extends BatchReadContract {

    @BeforeAll
    static void start() {
        RedisBackendConfiguration.start();
    }

    @BeforeEach
    void empty() {
        RedisBackendConfiguration.empty();
    }

    @AfterAll
    static void stop() {
        RedisBackendConfiguration.stop();
    }

    @Override
    Class<?>[] backend() {
        return new Class<?>[] {RedisBackendConfiguration.class};
    }

    @Test
    void aReadIsOneLookUpOneCallAndALeaseAndAFillForEachMissingKey() {
        List<Long> ids = LongStream.range(0, 1_000_000)
                .boxed()
                .filter(id -> Lane.of("item", id.toString()).equals(Lane.of("item", "0")))
                .limit(100)
                .toList();
        run(items -> {
            items.later(Set.copyOf(ids.subList(0, 90))).join();
            items.asked().clear();
            List<String> sent = sent(() -> items.later(Set.copyOf(ids)).join());
            assertThat(items.asked())
                    .singleElement()
                    .satisfies(asked -> assertThat(asked).containsExactlyInAnyOrderElementsOf(ids.subList(90, 100)));
            assertThat(sent).filteredOn(line -> line.contains("\"MGET\"")).hasSize(1);
            assertThat(sent).filteredOn(line -> line.contains("\"EVALSHA\"")).hasSize(20);
            assertThat(sent).hasSize(21);
        });
    }

    private static List<String> sent(Runnable call) {
        try (RedisServer.Monitor monitor = RedisBackendConfiguration.monitor()) {
            call.run();
            RedisBackendConfiguration.say("the end");
            return monitor.linesUntil("the end").stream()
                    .filter(line -> line.contains(":item:") && !line.contains(" lua]"))
                    .toList();
        }
    }
}
