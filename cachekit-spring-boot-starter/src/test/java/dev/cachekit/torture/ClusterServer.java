package dev.cachekit.torture;

import dev.cachekit.redisson.testing.RedisServer;
import java.nio.file.Path;

/**
 * A node of a Redis Cluster.
 *
 * @param linked the server
 */
record ClusterServer(LinkedServer linked) implements AutoCloseable {

    private static final int BUS = 10_000;

    /** Starts a node that remembers in a file who it is, so that it comes back as itself. */
    static ClusterServer start(Path memory) {
        return new ClusterServer(LinkedServer.start(
                "cluster-announce-port",
                "cluster-enabled yes",
                "cluster-config-file " + memory,
                "cluster-node-timeout 1500",
                "cluster-replica-validity-factor 0",
                "cluster-require-full-coverage no",
                "repl-ping-replica-period 1",
                "repl-diskless-sync-delay 0"));
    }

    RedisServer server() {
        return linked.server();
    }

    Object send(String... command) {
        return server().send(command);
    }

    String id() {
        return (String) send("CLUSTER", "MYID");
    }

    Endpoint endpoint() {
        return linked.endpoint();
    }

    void meet(ClusterServer other) {
        int port = other.server().port();
        send("CLUSTER", "MEET", "127.0.0.1", String.valueOf(other.linked.announcedPort()), String.valueOf(port + BUS));
    }

    /** What the server says of itself; a primary has slots. */
    enum Role {
        PRIMARY,
        REPLICA,
        NONE
    }

    boolean isPrimary() {
        return role() == Role.PRIMARY;
    }

    /** Waits for the answer; a server that does not give any has no role. */
    Role role() {
        try {
            return ((String) send("CLUSTER", "NODES"))
                    .lines()
                    .filter(line -> line.contains("myself"))
                    .map(ClusterServer::roleOf)
                    .findFirst()
                    .orElse(Role.NONE);
        } catch (RuntimeException unreachable) {
            return Role.NONE;
        }
    }

    private static Role roleOf(String line) {
        if (line.contains("myself,slave")) {
            return Role.REPLICA;
        }
        boolean hasSlots = line.split(" ").length > 8;
        return line.contains("myself,master") && hasSlots ? Role.PRIMARY : Role.NONE;
    }

    boolean isSound() {
        String info = (String) send("CLUSTER", "INFO");
        String nodes = (String) send("CLUSTER", "NODES");
        return info.contains("cluster_state:ok") && !nodes.contains("fail") && !nodes.contains("handshake");
    }

    int replicas() {
        return (int) server().info("replication").values().stream()
                .filter(value -> value.contains("state=online"))
                .count();
    }

    @Override
    public void close() {
        linked.close();
    }
}
