package dev.cachekit.redisson;

import static dev.cachekit.redisson.TestBackend.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Answers;
import dev.cachekit.contract.Sample;
import dev.cachekit.redisson.client.RedisSettings;
import dev.cachekit.redisson.testing.RedisSentinel;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentinelTest {

    @Test
    void findsThePrimaryThroughItsSentinel() {
        try (RedisServer primary = RedisServer.startLocal();
                RedisSentinel sentinel = RedisSentinel.watching(primary);
                TestBackend backend = new TestBackend(
                        new RedisSettings.Sentinel(RedisSentinel.MASTER, List.of(sentinel.node()), 0))) {
            Entry entry = Sample.entry(Sample.token(), "1");
            Answers.of(backend.store().put(key("1"), entry, Sample.LONG_TTL));
            TestBackend.assertHolds(backend.store(), key("1"), entry);
            assertThat(primary.keys()).contains(key("1").storeKey());
        }
    }
}
