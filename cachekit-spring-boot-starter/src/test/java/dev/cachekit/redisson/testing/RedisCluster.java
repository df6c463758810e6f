package dev.cachekit.redisson.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A Redis Cluster of primaries without replicas, as processes on this machine. */
public final class RedisCluster implements AutoCloseable {

    private static final int PRIMARIES = 3;
    private static final int SLOTS = 16_384;
    // a node that has met no other does not know its address by itself
    private static final String[] OPTIONS = {
        "cluster-enabled yes", "cluster-node-timeout 2000", "cluster-announce-ip 127.0.0.1"
    };

    private final List<RedisServer> servers;

    private RedisCluster(List<RedisServer> servers) {
        this.servers = servers;
    }

    /** Starts three processes, shares the slots among them, and waits until all agree. The options are more lines of configuration. */
    public static RedisCluster start(String... options) {
        return startOf(PRIMARIES, options);
    }

    /** Starts as many processes as told, shares the slots among them, and waits until all agree. */
    public static RedisCluster startOf(int primaries, String... options) {
        List<RedisServer> servers = new ArrayList<>();
        for (int i = 0; i < primaries; i++) {
            servers.add(RedisServer.startLocal(Stream.of(OPTIONS, options, new String[] {memory()})
                    .flatMap(Stream::of)
                    .toArray(String[]::new)));
            servers.get(i).send(slots(i, primaries));
        }
        awaitFormed(servers);
        return new RedisCluster(List.copyOf(servers));
    }

    /** A file in which a node remembers who it is, so that it comes back as itself. */
    private static String memory() {
        try {
            Path file = Files.createTempFile("redis-cluster-", ".conf");
            file.toFile().deleteOnExit();
            return "cluster-config-file " + file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts a replica of a primary. All nodes know it on return; who starts it closes it. */
    public RedisServer addReplica(RedisServer primary) {
        RedisServer replica = RedisServer.startLocal(OPTIONS);
        awaitFormed(Stream.concat(servers.stream(), Stream.of(replica)).toList());
        replica.send("CLUSTER", "REPLICATE", (String) primary.send("CLUSTER", "MYID"));
        return replica;
    }

    /** Introduces the nodes to each other. An introduction gets lost where it is not answered within the node timeout. */
    private static void awaitFormed(List<RedisServer> nodes) {
        Waiting.until("the cluster to form", () -> {
            nodes.stream().filter(node -> !knows(nodes.get(0), node)).forEach(node -> meet(nodes.get(0), node));
            return nodes.stream().allMatch(node -> isComplete(node, nodes.size()));
        });
    }

    private static boolean knows(RedisServer one, RedisServer other) {
        return ((String) one.send("CLUSTER", "NODES")).contains(":" + other.port() + "@");
    }

    private static void meet(RedisServer one, RedisServer other) {
        one.send("CLUSTER", "MEET", other.host(), String.valueOf(other.port()));
    }

    private static String[] slots(int number, int primaries) {
        IntStream range = IntStream.range(number * SLOTS / primaries, (number + 1) * SLOTS / primaries);
        return Stream.concat(Stream.of("CLUSTER", "ADDSLOTS"), range.mapToObj(Integer::toString))
                .toArray(String[]::new);
    }

    private static boolean isComplete(RedisServer node, int nodes) {
        String info = (String) node.send("CLUSTER", "INFO");
        return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + nodes + "\r");
    }

    public List<RedisServer> servers() {
        return servers;
    }

    /** The addresses as {@code host:port}. */
    public List<String> nodes() {
        return servers.stream()
                .map(server -> server.host() + ":" + server.port())
                .toList();
    }

    @Override
    public void close() {
        servers.forEach(RedisServer::close);
    }
}
