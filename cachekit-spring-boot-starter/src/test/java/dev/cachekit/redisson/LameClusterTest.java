package dev.cachekit.redisson;

import dev.cachekit.contract.Sample;
import dev.cachekit.redisson.client.RedisSettings;
import dev.cachekit.redisson.testing.RedisCluster;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import java.time.Duration;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A start while one primary of a cluster is down. */
class LameClusterTest {

    @Test
    void theLanesOfTheOtherPrimariesAreCached() {
        try (RedisCluster cluster = RedisCluster.start("cluster-require-full-coverage no")) {
            RedisServer living = cluster.servers().get(1);
            cluster.servers().get(0).kill();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> ((String) living.send("CLUSTER", "INFO")).contains("cluster_slots_fail:5461"));
            try (TestBackend backend = new TestBackend(new RedisSettings.Cluster(cluster.nodes()))) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> IntStream.range(0, 20).anyMatch(i -> isCached(backend, TestBackend.key("k" + i))));
            }
        }
    }

    private static boolean isCached(TestBackend backend, EntryKey key) {
        Entry entry = Sample.entry(Sample.token(), "1");
        return backend.store()
                .put(key, entry, Sample.LONG_TTL)
                .thenCompose(done -> backend.store().find(key))
                .handle((found, failure) -> found instanceof Lookup.Hit)
                .toCompletableFuture()
                .join();
    }
}
