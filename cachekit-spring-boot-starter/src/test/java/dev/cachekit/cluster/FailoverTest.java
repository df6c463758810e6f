package dev.cachekit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.Cache;
import dev.cachekit.operation.FailoverRule;
import dev.cachekit.redisson.client.RedisSettings;
import dev.cachekit.redisson.testing.RedisCluster;
import dev.cachekit.redisson.testing.RedisSentinel;
import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A primary dies after it has acknowledged an invalidation that its replica never received. The replica takes over with
 * the old value; the value must not survive the recovery.
 */
class FailoverTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String KEY = "user";

    @Test
    void sentinelPromotesAReplicaThatMissedAnInvalidation() {
        try (RedisServer primary = RedisServer.startLocal();
                RedisServer replica = RedisServer.startLocal("replicaof 127.0.0.1 " + primary.port());
                RedisSentinel sentinel = RedisSentinel.watching(primary);
                FailoverNode node = new FailoverNode(sentinelOf(sentinel), FailoverRule.REPLAY)) {
            Cache<String, Long> cache = filled(node, replica);
            awaitKnownTo(sentinel);
            cutOff(replica, primary);
            invalidate(node);
            assertThat(holdsTheOldValue(replica)).isTrue();
            primary.kill();
            awaitPrimary(replica);
            awaitReplay(node, replica);
            assertThat(cache.get(KEY, key -> 2L)).isEqualTo(2);
        }
    }

    @Test
    void clusterPromotesAReplicaThatMissedAnInvalidation() {
        try (RedisCluster cluster = RedisCluster.start();
                FailoverNode node = new FailoverNode(new RedisSettings.Cluster(cluster.nodes()), FailoverRule.REPLAY)) {
            await().atMost(LONG)
                    .until(() -> node.cache().get(KEY, key -> 1L) == 1
                            && cluster.servers().stream().anyMatch(FailoverTest::holdsTheOldValue));
            RedisServer primary = cluster.servers().stream()
                    .filter(FailoverTest::holdsTheOldValue)
                    .findFirst()
                    .orElseThrow();
            try (RedisServer replica = cluster.addReplica(primary)) {
                Cache<String, Long> cache = filled(node, replica);
                cutOff(replica, primary);
                invalidate(node);
                assertThat(holdsTheOldValue(replica)).isTrue();
                primary.kill();
                replica.send("CLUSTER", "FAILOVER", "TAKEOVER");
                awaitPrimary(replica);
                awaitReplay(node, replica);
                assertThat(cache.get(KEY, key -> 2L)).isEqualTo(2);
            }
        }
    }

    @Test
    void fencingRemovesWhatANodeHadInvalidatedThatDiedBeforeTheFailover() {
        try (RedisServer primary = RedisServer.startLocal();
                RedisServer replica = RedisServer.startLocal("replicaof 127.0.0.1 " + primary.port());
                RedisSentinel sentinel = RedisSentinel.watching(primary);
                FailoverNode node = new FailoverNode(sentinelOf(sentinel), FailoverRule.FENCE)) {
            Cache<String, Long> cache = filled(node, replica);
            awaitKnownTo(sentinel);
            cutOff(replica, primary);
            try (FailoverNode dying = new FailoverNode(sentinelOf(sentinel), FailoverRule.FENCE)) {
                invalidate(dying);
            }
            assertThat(holdsTheOldValue(replica)).isTrue();
            primary.kill();
            awaitPrimary(replica);
            await().atMost(LONG).until(() -> node.replayed() > 0 && node.pending() == 0);
            assertThat(cache.get(KEY, key -> 2L)).isEqualTo(2);
        }
    }

    private static RedisSettings.Sentinel sentinelOf(RedisSentinel sentinel) {
        return new RedisSettings.Sentinel(RedisSentinel.MASTER, List.of(sentinel.node()), 0);
    }

    /** Fills the cache, waits until the replica has it, and until the node knows its primary by a beat. */
    private static Cache<String, Long> filled(FailoverNode node, RedisServer replica) {
        Cache<String, Long> cache = node.cache();
        await().atMost(LONG).until(() -> cache.get(KEY, key -> 1L) == 1 && holdsTheOldValue(replica));
        await().atMost(LONG).until(node::knowsItsPrimaries);
        return cache;
    }

    private static void invalidate(FailoverNode node) {
        node.cache().invalidate(KEY);
        await("acknowledged").atMost(LONG).until(() -> node.pending() == 0);
    }

    private static boolean holdsTheOldValue(RedisServer server) {
        return server.keys().stream().anyMatch(key -> key.endsWith(":" + KEY));
    }

    /** A sentinel learns of replicas by asking the primary, every ten seconds. */
    private static void awaitKnownTo(RedisSentinel sentinel) {
        await().atMost(LONG).until(() -> sentinel.replicas() == 1);
    }

    /** From now on the primary refuses to replicate, so that the replica keeps what it has. */
    private static void cutOff(RedisServer replica, RedisServer primary) {
        primary.send("ACL", "SETUSER", "default", "-psync", "-sync");
        primary.send("CLIENT", "KILL", "TYPE", "replica");
        await().atMost(LONG)
                .until(() -> "down".equals(replica.info("replication").get("master_link_status")));
    }

    private static void awaitPrimary(RedisServer replica) {
        await().atMost(LONG)
                .until(() -> "master".equals(replica.info("replication").get("role")));
    }

    private static void awaitReplay(FailoverNode node, RedisServer promoted) {
        long start = System.nanoTime();
        await().atMost(LONG).until(() -> node.replayed() > 0 && node.pending() == 0 && !holdsTheOldValue(promoted));
        System.out.printf(
                "failover: %d removals replayed %d ms after the promotion%n",
                node.replayed(), Duration.ofNanos(System.nanoTime() - start).toMillis());
    }
}
