package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Sample;
import dev.cachekit.redisson.client.RedisSettings;
import dev.cachekit.redisson.testing.RedisCluster;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Bundle;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A start while one primary of a cluster is down. */
class LameClusterTest {

    private static final int KEYS = 20;

    @Test
    void theLanesOfTheOtherPrimariesAreCachedAndThoseOfTheLostOneWhenItIsBack() {
        try (RedisCluster cluster = RedisCluster.start("cluster-require-full-coverage no")) {
            RedisServer living = cluster.servers().get(1);
            cluster.servers().get(0).kill();
            awaitFailed(living, 5461);
            try (TestBackend backend = new TestBackend(new RedisSettings.Cluster(cluster.nodes()))) {
                Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> cached(backend) > 0);
                assertThat(cached(backend)).isLessThan(KEYS);
                assertFailuresAreThoseOfTheLostPrimary(backend);
                cluster.servers().get(0).restart();
                awaitFailed(living, 0);
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> cached(backend) == KEYS);
            }
        }
    }

    /** A bundle has answers of the living, whatever the dead say. */
    private static void assertFailuresAreThoseOfTheLostPrimary(TestBackend backend) {
        List<EntryKey> keys =
                IntStream.range(0, KEYS).mapToObj(i -> TestBackend.key("k" + i)).toList();
        List<Boolean> alone = keys.stream().map(key -> isCached(backend, key)).toList();
        Bundle bundle = backend.backend.bundle();
        List<CompletableFuture<Boolean>> together = keys.stream()
                .map(key -> bundle.entries().find(key))
                .map(answer -> answer.handle((found, failure) -> found instanceof Lookup.Hit)
                        .toCompletableFuture())
                .toList();
        bundle.send();
        assertThat(together.stream().map(CompletableFuture::join)).containsExactlyElementsOf(alone);
    }

    private static void awaitFailed(RedisServer server, int slots) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> ((String) server.send("CLUSTER", "INFO")).contains("cluster_slots_fail:" + slots + "\r"));
    }

    private static long cached(TestBackend backend) {
        return IntStream.range(0, KEYS)
                .filter(i -> isCached(backend, TestBackend.key("k" + i)))
                .count();
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
