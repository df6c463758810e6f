package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Answers;
import dev.cachekit.contract.LockContract;
import dev.cachekit.contract.Sample;
import dev.cachekit.redisson.testing.RedisServer.Monitor;
import dev.cachekit.spi.LockKey;
import dev.cachekit.spi.LockRequest;
import dev.cachekit.spi.LockRequest.Turn;
import dev.cachekit.spi.LockStore;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedissonLockStoreTest extends LockContract {

    @RegisterExtension
    static final OnRedis REDIS = new OnRedis();

    @Override
    protected LockStore store() {
        return REDIS.backend().backend.locks();
    }

    @Override
    protected void passTime(Duration duration) {
        OnRedis.passTime(duration);
    }

    private void takeAndRelease(LockKey key) {
        Token holder = Sample.token();
        Answers.of(store().acquire(new LockRequest(key, holder, false, Sample.LONG, Turn.NONE)));
        Answers.of(store().release(key, holder));
    }

    @Test
    void anUncontendedLockIsTwoCommandsAndNoMessage() {
        LockKey key = new LockKey("quiet", "42");
        takeAndRelease(key);
        try (Monitor monitor = REDIS.server().monitor()) {
            takeAndRelease(key);
            REDIS.server().send("ECHO", "the end");
            List<String> lines = monitor.linesUntil("the end");
            assertThat(lines)
                    .filteredOn(line -> line.contains("!quiet:42"))
                    .filteredOn(line -> !line.contains(" lua]"))
                    .hasSize(2)
                    .allMatch(line -> line.contains("\"EVALSHA\""));
            assertThat(lines).noneMatch(line -> line.contains("\"PUBLISH\" \"shop:lock-releases"));
        }
    }

    @Test
    void everyKeyEndsSoonAfterTheLastUse() {
        LockKey key = new LockKey("ending", "42");
        Answers.of(store().acquire(new LockRequest(key, Sample.token(), false, Duration.ofSeconds(20), Turn.NONE)));
        takeAndRelease(new LockKey("ended", "42"));

        List<String> keys = REDIS.server().keys().stream()
                .filter(name -> name.contains("}!"))
                .toList();

        assertThat(keys)
                .contains("shop:{" + key.lane().tag() + "}!ending:42")
                .noneMatch(name -> name.endsWith("}!ended:42"));
        assertThat(REDIS.server().send("PTTL", "shop:{" + key.lane().tag() + "}!ending:42"))
                .isInstanceOfSatisfying(Long.class, ttl -> assertThat(ttl).isBetween(1L, 20_000L));
        assertThat(REDIS.server().send("PTTL", "shop:{" + key.lane().tag() + "}!"))
                .isInstanceOfSatisfying(Long.class, ttl -> assertThat(ttl).isBetween(1L, 60_000L));
    }
}
