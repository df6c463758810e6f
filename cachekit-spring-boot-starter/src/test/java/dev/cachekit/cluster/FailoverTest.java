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
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * A primary dies after it has acknowledged an invalidation that its replica never received. The replica takes over with
 * the old value; the value must not survive the recovery.
 */
class FailoverTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String KEY = "user";

    /** A primary with one replica, and how the replica comes to take over once the primary is dead. */
    private record Topology(
            RedisSettings.Servers servers, RedisServer primary, RedisServer replica, Runnable promote) {}

    @Test
    void sentinelPromotesAReplicaThatMissedAnInvalidation() {
        onSentinel(FailoverRule.REPLAY, FailoverTest::replays);
    }

    @Test
    void clusterPromotesAReplicaThatMissedAnInvalidation() {
        onCluster(FailoverRule.REPLAY, FailoverTest::replays);
    }

    @Test
    void fencingRemovesWhatANodeHadInvalidatedThatDiedBeforeTheFailover() {
        onSentinel(FailoverRule.FENCE, FailoverTest::fences);
    }

    @Test
    void fencingOnAClusterRemovesWhatANodeHadInvalidatedThatDiedBeforeTheFailover() {
        onCluster(FailoverRule.FENCE, FailoverTest::fences);
    }

    private static void replays(Topology topology, FailoverNode node) {
        Cache<String, Long> cache = filled(node, topology.replica());
        loseTheInvalidation(topology, node);
        failOver(topology);
        awaitReplay(node, topology.replica());
        assertThat(cache.get(KEY, key -> 2L)).isEqualTo(2);
    }

    private static void fences(Topology topology, FailoverNode node) {
        Cache<String, Long> cache = filled(node, topology.replica());
        try (FailoverNode dying = new FailoverNode(topology.servers(), FailoverRule.FENCE)) {
            loseTheInvalidation(topology, dying);
        }
        failOver(topology);
        await().atMost(LONG).until(() -> node.replayed() > 0 && node.pending() == 0);
        assertThat(cache.get(KEY, key -> 2L)).isEqualTo(2);
    }

    private static void loseTheInvalidation(Topology topology, FailoverNode node) {
        cutOff(topology.replica(), topology.primary());
        invalidate(node);
        assertThat(holdsTheOldValue(topology.replica())).isTrue();
    }

    private static void failOver(Topology topology) {
        topology.primary().kill();
        topology.promote().run();
        awaitPrimary(topology.replica());
    }

    private static void onSentinel(FailoverRule rule, BiConsumer<Topology, FailoverNode> scenario) {
        try (RedisServer primary = RedisServer.startLocal();
                RedisServer replica = RedisServer.startLocal("replicaof 127.0.0.1 " + primary.port());
                RedisSentinel sentinel = RedisSentinel.watching(primary);
                FailoverNode node = new FailoverNode(sentinelOf(sentinel), rule)) {
            awaitKnownTo(sentinel);
            scenario.accept(new Topology(sentinelOf(sentinel), primary, replica, () -> {}), node);
        }
    }

    private static void onCluster(FailoverRule rule, BiConsumer<Topology, FailoverNode> scenario) {
        try (RedisCluster cluster = RedisCluster.start()) {
            RedisSettings.Cluster servers = new RedisSettings.Cluster(cluster.nodes());
            try (FailoverNode node = new FailoverNode(servers, rule)) {
                RedisServer primary = primaryOfTheKey(cluster, node);
                try (RedisServer replica = cluster.addReplica(primary)) {
                    Runnable takeover = () -> replica.send("CLUSTER", "FAILOVER", "TAKEOVER");
                    scenario.accept(new Topology(servers, primary, replica, takeover), node);
                }
            }
        }
    }

    private static RedisServer primaryOfTheKey(RedisCluster cluster, FailoverNode node) {
        await().atMost(LONG)
                .until(() -> node.cache().get(KEY, key -> 1L) == 1
                        && cluster.servers().stream().anyMatch(FailoverTest::holdsTheOldValue));
        return cluster.servers().stream()
                .filter(FailoverTest::holdsTheOldValue)
                .findFirst()
                .orElseThrow();
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
