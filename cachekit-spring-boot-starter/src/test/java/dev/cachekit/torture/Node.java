package dev.cachekit.torture;

import dev.cachekit.torture.history.Event.Harm;
import dev.cachekit.torture.history.Event.Killed;
import dev.cachekit.torture.history.HistoryFile;
import dev.cachekit.torture.network.LinkState;
import dev.cachekit.torture.network.Traffic;
import dev.cachekit.torture.node.TortureNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One node: the process that now plays it, and its links to the servers. Used by one thread at a time. */
final class Node implements AutoCloseable {

    private final String name;
    private final Plan plan;
    private final int databasePort;
    private final Topology topology;
    private final HistoryFile history;
    private final NodeLinks links;
    private int incarnation;
    private JavaProcess process;

    Node(String name, Plan plan, int databasePort, Topology topology, HistoryFile history) {
        this.name = name;
        this.plan = plan;
        this.databasePort = databasePort;
        this.topology = topology;
        this.history = history;
        this.links = new NodeLinks(topology.endpoints());
        this.process = launch();
    }

    private JavaProcess launch() {
        incarnation++;
        List<String> arguments = new ArrayList<>();
        topology.properties(links, plan.directory(), name).forEach(property -> arguments.add("--" + property));
        plan.properties().forEach(property -> arguments.add("--" + property));
        arguments.add("--torture.directory=" + plan.directory());
        arguments.add("--torture.process=" + processName());
        arguments.add("--torture.database=" + databasePort);
        return JavaProcess.start(
                TortureNode.class,
                plan.overrides(),
                plan.directory().resolve(processName() + ".log"),
                TortureNode.ANSWER,
                arguments);
    }

    /** Another process with the same part is another reader: it has seen nothing of what the last one saw. */
    private String processName() {
        return name + "." + incarnation;
    }

    void awaitReady() {
        expect("ready");
    }

    void work() {
        process.send("work " + (plan.seed() * 31 + name.hashCode() + incarnation));
        process.answer();
    }

    void rest() {
        ask("rest");
    }

    void sweep() {
        ask("sweep");
    }

    private void ask(String command) {
        process.send(command);
        expect(command);
    }

    private void expect(String answer) {
        String line = process.answer();
        if (!line.equals(TortureNode.ANSWER + answer)) {
            throw new IllegalStateException(processName() + " answered " + line);
        }
    }

    private void kill() {
        history.add(new Killed(processName(), System.nanoTime()));
        process.close();
    }

    private void replace() {
        process = launch();
        awaitReady();
        work();
    }

    /** What can go wrong with the process and its links. */
    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>(List.of(
                lasting("kill", 1, Harm.NONE, this::kill, this::replace),
                lasting("sigstop", 6, Harm.OWN, () -> process.freeze(), () -> process.thaw()),
                link("slow", 4, Harm.NONE, LinkState.slow(Duration.ofMillis(30))),
                Fault.at(name + "/reset", Harm.NONE, () -> links.reset(Traffic.ALL)),
                Fault.at(name + "/subscriptions-reset", Harm.NONE, () -> links.reset(Traffic.SUBSCRIPTIONS)),
                lasting("mute", 4, Harm.OWN, this::mute, () -> links.set(LinkState.PASS))
                        .inSteps(),
                link("hole", 5, Harm.OWN, LinkState.hole(Traffic.ALL)),
                link("no-replies", 5, Harm.OWN, LinkState.noReplies(Traffic.ALL)),
                link("no-requests", 5, Harm.OWN, LinkState.noRequests(Traffic.ALL))));
        faults.add(link("subscriptions-hole", 6, Harm.NONE, LinkState.hole(Traffic.SUBSCRIPTIONS)));
        faults.add(link("subscriptions-no-replies", 6, Harm.NONE, LinkState.noReplies(Traffic.SUBSCRIPTIONS)));
        return faults;
    }

    private Fault link(String what, int seconds, Harm harm, LinkState state) {
        return lasting(what, seconds, harm, () -> links.set(state), () -> links.set(LinkState.PASS));
    }

    private Fault lasting(String what, int seconds, Harm harm, Runnable begin, Runnable end) {
        return Fault.stopping(name + "/" + what, harm, Duration.ofSeconds(seconds), begin, end);
    }

    private void mute() {
        links.set(LinkState.mute());
        links.reset(Traffic.ALL);
    }

    @Override
    public void close() {
        process.close();
        links.close();
    }
}
