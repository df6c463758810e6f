package dev.cachekit.torture;

import dev.cachekit.torture.history.Event.Harm;
import dev.cachekit.torture.history.HistoryFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A Redis Cluster of three primaries with a replica each. */
final class ServerCluster implements Topology {

    private static final int PRIMARIES = 3;
    private static final Duration CUT = Duration.ofMillis(800);
    private static final Duration LONGEST_QUESTION = Duration.ofMillis(300);

    private final List<ClusterServer> servers;
    private final SlotMigration migration;
    private final ExecutorService asking = Executors.newCachedThreadPool(question -> {
        Thread thread = new Thread(question, "role");
        thread.setDaemon(true);
        return thread;
    });
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
        promotions = Promotions.watch(this::roles, history);
    }

    /** Asks all at the same time: one that is frozen must not delay what the others say. */
    private Promotions.Roles roles() {
        Set<Object> primaries = ConcurrentHashMap.newKeySet();
        Set<Object> replicas = ConcurrentHashMap.newKeySet();
        List<Callable<Object>> questions = servers.stream()
                .<Callable<Object>>map(server -> () -> switch (server.role()) {
                    case PRIMARY -> primaries.add(server.endpoint());
                    case REPLICA -> replicas.add(server.endpoint());
                    case NONE -> false;
                })
                .toList();
        try {
            asking.invokeAll(questions, LONGEST_QUESTION.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            return Promotions.Roles.UNKNOWN;
        }
        return new Promotions.Roles(Set.copyOf(primaries), Set.copyOf(replicas));
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
        faults.add(lasting("primary-kill-after-cut", () -> killAfterCut(old.set(primary())), () -> back(old.get()))
                .inSteps());
        faults.add(migration("migrate-slots"));
        faults.add(migration("migrate-more-slots"));
        return faults;
    }

    /** Leases move with their keys. */
    private Fault migration(String name) {
        return new Fault(name, Harm.NONE, Duration.ZERO, Duration.ZERO, Duration.ZERO, migration::run, migration::mend)
                .inSteps();
    }

    private static Fault lasting(String name, Runnable begin, Runnable end) {
        return new Fault(name, Harm.ALL, Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(8), begin, end);
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
        asking.shutdownNow();
        servers.forEach(ClusterServer::close);
    }
}
