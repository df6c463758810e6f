package dev.cachekit.redisson.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A Redis Cluster of three primaries without replicas, as processes on this machine. */
public final class RedisCluster implements AutoCloseable {

    private static final int PRIMARIES = 3;
    private static final int SLOTS = 16_384;

    private final List<RedisServer> servers;

    private RedisCluster(List<RedisServer> servers) {
        this.servers = servers;
    }

    /** Starts the processes, shares the slots among them, and waits until all agree. */
    public static RedisCluster start() {
        List<RedisServer> servers = new ArrayList<>();
        for (int i = 0; i < PRIMARIES; i++) {
            servers.add(RedisServer.startLocal("cluster-enabled yes", "cluster-node-timeout 2000"));
        }
        for (int i = 0; i < PRIMARIES; i++) {
            servers.get(i).send(slots(i));
            servers.get(0)
                    .send(
                            "CLUSTER",
                            "MEET",
                            "127.0.0.1",
                            String.valueOf(servers.get(i).port()));
        }
        servers.forEach(server -> Waiting.until("the cluster to form", () -> isComplete(server)));
        return new RedisCluster(List.copyOf(servers));
    }

    private static String[] slots(int number) {
        IntStream range = IntStream.range(number * SLOTS / PRIMARIES, (number + 1) * SLOTS / PRIMARIES);
        return Stream.concat(Stream.of("CLUSTER", "ADDSLOTS"), range.mapToObj(Integer::toString))
                .toArray(String[]::new);
    }

    private static boolean isComplete(RedisServer server) {
        String info = (String) server.send("CLUSTER", "INFO");
        return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + PRIMARIES);
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
