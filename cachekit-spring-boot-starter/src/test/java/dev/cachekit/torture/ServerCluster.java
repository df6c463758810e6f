package dev.cachekit.torture;

import dev.cachekit.torture.history.HistoryFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Redis Cluster of three primaries with a replica each. */
final class ServerCluster implements Topology {

    private static final int PRIMARIES = 3;
    private static final Duration CUT = Duration.ofMillis(800);

    private final List<ClusterServer> servers;
    private final SlotMigration migration;
    private Promotions promotions;

    ServerCluster(Path directory, long seed) {
        servers = IntStream.range(0, 2 * PRIMARIES)
                .mapToObj(i -> ClusterServer.start(directory.resolve("nodes-" + i + ".conf")))
                .toList();
        new ClusterFormation(servers, PRIMARIES).form();
        migration = new SlotMigration(servers, new Random(seed));
    }

    @Override
    public void watch(HistoryFile history) {
        promotions = Promotions.watch(
                () -> new Promotions.Roles(ids(ClusterServer::isPrimary), ids(ClusterServer::isReplica)), history);
    }

    private Set<Object> ids(Predicate<ClusterServer> role) {
        return servers.stream()
                .filter(role)
                .<Object>map(ClusterServer::endpoint)
                .collect(Collectors.toSet());
    }

    @Override
    public List<Endpoint> endpoints() {
        return servers.stream().map(ClusterServer::endpoint).toList();
    }

    @Override
    public List<String> properties(NodeLinks links, Path directory, String node) {
        List<String> announced = endpoints().stream().map(Endpoint::announced).toList();
        return RedissonYaml.cluster(links, announced, directory, node);
    }

    @Override
    public List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < PRIMARIES; i++) {
            faults.addAll(new ServerFaults("server-" + i, servers.get(i).server()).all());
        }
        ServerRef old = new ServerRef();
        faults.add(lasting(
                "primary-kill",
                () -> old.set(primary()).server().kill(),
                () -> old.get().server().restart()));
        faults.add(lasting("primary-kill-after-cut", () -> killAfterCut(old.set(primary())), () -> back(old.get())));
        faults.add(new Fault("migrate-slots", true, Duration.ZERO, Duration.ZERO, migration::run, migration::mend));
        faults.add(
                new Fault("migrate-more-slots", true, Duration.ZERO, Duration.ZERO, migration::run, migration::mend));
        return faults;
    }

    private static Fault lasting(String name, Runnable begin, Runnable end) {
        return new Fault(name, true, Duration.ofSeconds(5), Duration.ofSeconds(8), begin, end);
    }

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
        return primaries().get(0).linked();
    }

    private List<ClusterServer> primaries() {
        return servers.stream().filter(ClusterServer::isPrimary).toList();
    }

    @Override
    public void awaitSound() {
        Settled.await("a complete cluster", () -> servers.stream().allMatch(ClusterServer::isSound));
        Settled.await(
                "replicas to follow",
                () -> primaries().size() == PRIMARIES
                        && primaries().stream().allMatch(primary -> primary.replicas() > 0));
    }

    @Override
    public void close() {
        if (promotions != null) {
            promotions.close();
        }
        servers.forEach(ClusterServer::close);
    }
}
