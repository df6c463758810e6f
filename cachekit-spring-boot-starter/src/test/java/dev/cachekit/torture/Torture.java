package dev.cachekit.torture;

import dev.cachekit.torture.database.DatabaseServer;
import dev.cachekit.torture.history.Checker;
import dev.cachekit.torture.history.Event.Calm;
import dev.cachekit.torture.history.History;
import dev.cachekit.torture.history.HistoryFile;
import dev.cachekit.torture.history.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** One run: starts everything, breaks it for a while, lets it settle, and checks what was written down. */
final class Torture {

    private static final int LATENCY_MILLIS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    /** A fault of a server may excuse that loads overlap, wherever it is, so times without one are needed. */
    private static final Duration QUIET_SERVERS = Duration.ofSeconds(4);

    private static final Duration QUIET_NODES = Duration.ofSeconds(2);
    private static final Duration AFTER_FAULTS = Duration.ofSeconds(2);
    private static final Duration LONGEST_BOUND = Duration.ofSeconds(3);

    private final Plan plan;
    private final FaultTally tally = new FaultTally();

    Torture(Plan plan) {
        this.plan = plan;
    }

    Verdict run(Topology topology) throws IOException {
        try (HistoryFile history = HistoryFile.open(plan.directory(), "coordinator");
                JavaProcess database = database()) {
            int port = DatabaseServer.port(database.answer());
            List<Node> nodes = IntStream.range(0, plan.nodes())
                    .mapToObj(i -> new Node("node-" + i, plan, port, topology, history))
                    .toList();
            try {
                nodes.forEach(Node::awaitReady);
                nodes.forEach(Node::work);
                Pause.of(WARM_UP);
                topology.watch(history);
                breakThings(topology, nodes, history);
                settle(nodes, history);
            } finally {
                nodes.forEach(Node::close);
            }
        }
        return Checker.check(History.in(plan.directory()), plan.promises());
    }

    /** What was broken how often. */
    FaultTally faults() {
        return tally;
    }

    private JavaProcess database() {
        return JavaProcess.start(
                DatabaseServer.class,
                List.of(),
                plan.directory().resolve("database.log"),
                "database",
                List.of(plan.directory().toString(), String.valueOf(LATENCY_MILLIS)));
    }

    /** Servers fail independently of nodes and their links, so two things may be broken at a time. */
    private void breakThings(Topology topology, List<Node> nodes, HistoryFile history) {
        System.out.println("torture: seed " + plan.seed());
        long deadline = System.nanoTime() + plan.faulty().toNanos();
        List<Fault> ofNodes = new ArrayList<>();
        nodes.forEach(node -> ofNodes.addAll(node.faults()));
        Thread servers = new Thread(
                new Schedule(
                        "servers", topology.faults(), QUIET_SERVERS, new Random(plan.seed()), deadline, history, tally),
                "servers");
        servers.start();
        new Schedule("nodes", ofNodes, QUIET_NODES, new Random(~plan.seed()), deadline, history, tally).run();
        join(servers);
        topology.awaitSound();
    }

    private void settle(List<Node> nodes, HistoryFile history) {
        history.add(new Calm(System.nanoTime()));
        Pause.of(AFTER_FAULTS);
        nodes.forEach(Node::rest);
        Pause.of(LONGEST_BOUND.plus(plan.promises().settling()));
        nodes.forEach(Node::sweep);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
