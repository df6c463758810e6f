package dev.cachekit.torture;

import dev.cachekit.redisson.testing.RedisSentinel;
import dev.cachekit.torture.history.Event.Harm;
import dev.cachekit.torture.history.HistoryFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One primary, two replicas, three sentinels. A primary without a replica that follows refuses writes. */
final class SentinelGroup implements Topology {

    private static final int SERVERS = 3;
    private static final int SENTINELS = 3;
    private static final int QUORUM = 2;
    private static final Duration CUT = Duration.ofMillis(800);
    private static final String[] OPTIONS = {
        "min-replicas-to-write 1", "min-replicas-max-lag 2", "repl-ping-replica-period 1", "repl-diskless-sync-delay 0"
    };

    private final List<LinkedServer> servers;
    private final List<RedisSentinel> sentinels;
    private Promotions promotions;

    SentinelGroup() {
        servers = IntStream.range(0, SERVERS)
                .mapToObj(i -> LinkedServer.start("replica-announce-port", OPTIONS))
                .toList();
        int first = servers.get(0).announcedPort();
        servers.stream()
                .skip(1)
                .forEach(replica -> replica.server().send("REPLICAOF", "127.0.0.1", String.valueOf(first)));
        Settled.await("replicas to follow", () -> replicas(servers.get(0)) == SERVERS - 1);
        sentinels = IntStream.range(0, SENTINELS)
                .mapToObj(i -> RedisSentinel.watching(first, QUORUM))
                .toList();
    }

    @Override
    public void watch(HistoryFile history) {
        promotions = Promotions.watch(this::roles, history);
    }

    private Promotions.Roles roles() {
        int primary = sentinels.get(0).primaryPort();
        return new Promotions.Roles(
                Set.of(primary),
                servers.stream()
                        .<Object>map(LinkedServer::announcedPort)
                        .filter(port -> !port.equals(primary))
                        .collect(Collectors.toSet()));
    }

    @Override
    public List<Endpoint> endpoints() {
        return Stream.concat(
                        servers.stream().map(LinkedServer::endpoint),
                        sentinels.stream().map(sentinel -> Endpoint.direct(sentinel.port())))
                .toList();
    }

    @Override
    public List<String> properties(NodeLinks links, Path directory, String node) {
        List<String> addresses = sentinels.stream().map(RedisSentinel::node).toList();
        return RedissonYaml.sentinel(links, addresses, RedisSentinel.MASTER, directory, node);
    }

    @Override
    public List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) {
            faults.addAll(new ServerFaults("server-" + i, servers.get(i).server()).all());
        }
        ServerRef old = new ServerRef();
        faults.add(lasting(
                "primary-kill",
                Harm.ALL,
                () -> old.set(primary()).server().kill(),
                () -> old.get().server().restart()));
        faults.add(lasting(
                        "primary-kill-after-cut",
                        Harm.ALL,
                        () -> killAfterCut(old.set(primary())),
                        () -> back(old.get()))
                .inSteps());
        faults.add(lasting(
                "zombie",
                Harm.ALL,
                () -> old.set(primary()).cutSentinels(),
                () -> old.get().mend()));
        faults.add(lasting(
                "replica-kill",
                Harm.NONE,
                () -> old.set(replica()).server().kill(),
                () -> old.get().server().restart()));
        RedisSentinel sentinel = sentinels.get(SENTINELS - 1);
        faults.add(lasting("sentinel-sigstop", Harm.NONE, sentinel::pause, sentinel::resume));
        return faults;
    }

    private static Fault lasting(String name, Harm harm, Runnable begin, Runnable end) {
        return new Fault(name, harm, Duration.ZERO, Duration.ofSeconds(3), Duration.ofSeconds(7), begin, end);
    }

    /** What is acknowledged in the last moments is lost for sure. */
    private static void killAfterCut(LinkedServer server) {
        server.cutReplicas();
        Pause.of(CUT);
        server.server().kill();
    }

    private static void back(LinkedServer server) {
        server.mend();
        server.server().restart();
    }

    private LinkedServer primary() {
        int port = sentinels.get(0).primaryPort();
        return servers.stream()
                .filter(server -> server.announcedPort() == port)
                .findFirst()
                .orElseThrow();
    }

    private LinkedServer replica() {
        LinkedServer primary = primary();
        return servers.stream().filter(server -> server != primary).findFirst().orElseThrow();
    }

    /** All agree on one primary, which both others follow. */
    @Override
    public void awaitSound() {
        Settled.await("a primary with two replicas", () -> {
            LinkedServer primary = primary();
            return sentinels.stream().allMatch(sentinel -> sentinel.primaryPort() == primary.announcedPort())
                    && replicas(primary) == SERVERS - 1;
        });
    }

    private static int replicas(LinkedServer server) {
        return (int) server.server().info("replication").values().stream()
                .filter(value -> value.contains("state=online"))
                .count();
    }

    @Override
    public void close() {
        if (promotions != null) {
            promotions.close();
        }
        sentinels.forEach(RedisSentinel::close);
        servers.forEach(LinkedServer::close);
    }
}
