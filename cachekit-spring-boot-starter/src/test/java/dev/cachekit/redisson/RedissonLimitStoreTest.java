package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Band;
import dev.cachekit.contract.Answers;
import dev.cachekit.contract.LimitContract;
import dev.cachekit.redisson.testing.RedisServer.Monitor;
import dev.cachekit.spi.LimitRequest;
import dev.cachekit.spi.LimitStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedissonLimitStoreTest extends LimitContract {

    private static final List<Band> THREE = List.of(
            Band.tokenBucket(10, Duration.ofSeconds(1)),
            Band.slidingWindow(100, Duration.ofMinutes(1)),
            Band.fixedWindow(1000, Duration.ofHours(1)));

    @RegisterExtension
    static final OnRedis REDIS = new OnRedis();

    @Override
    protected LimitStore store() {
        return REDIS.backend().backend.limits();
    }

    @Override
    protected void passTime(Duration duration) {
        OnRedis.passTime(duration);
    }

    private void take(String subject) {
        Answers.of(store().take(new LimitRequest("three", subject, THREE, 1, Duration.ZERO)));
    }

    @Test
    void aSubjectIsOneSmallKeyThatEnds() {
        take("eve");

        List<String> keys = REDIS.server().keys().stream()
                .filter(key -> key.endsWith("three:eve"))
                .toList();
        assertThat(keys).hasSize(1);
        assertThat((Long) REDIS.server().send("STRLEN", keys.get(0))).isLessThan(200);
        assertThat((Long) REDIS.server().send("MEMORY", "USAGE", keys.get(0))).isLessThan(3 * 200);
        assertThat((Long) REDIS.server().send("PTTL", keys.get(0)))
                .isBetween(1L, Duration.ofHours(1).toMillis());
    }

    @Test
    void aRefusalWritesNothing() {
        List<Band> narrow = List.of(Band.tokenBucket(1, Duration.ofHours(1)));
        LimitRequest request = new LimitRequest("narrow", "bob", narrow, 1, Duration.ZERO);
        Answers.of(store().take(request));
        try (Monitor monitor = REDIS.server().monitor()) {
            assertThat(Answers.of(store().take(request)).granted()).isFalse();
            REDIS.server().send("ECHO", "the end");
            assertThat(monitor.linesUntil("the end")).noneMatch(line -> line.contains("\"SET\""));
        }
    }
}
