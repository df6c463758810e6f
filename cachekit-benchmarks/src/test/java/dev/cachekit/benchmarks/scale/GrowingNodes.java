package dev.cachekit.benchmarks.scale;

import dev.cachekit.benchmarks.performance.Quartiles;
import dev.cachekit.benchmarks.shop.ShopNode;
import dev.cachekit.cluster.NodeProcess;
import dev.cachekit.redisson.testing.RedisServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** More and more processes, each with a near cache, on one server. */
final class GrowingNodes implements Part {

    private static final List<String> SMALL = List.of("-Xmx128m", "-XX:TieredStopAtLevel=1");
    private static final int ATTEMPTS = 5;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    @Override
    public String title() {
        return "nodes";
    }

    @Override
    public List<Table> measure(Extent extent) throws Exception {
        List<List<String>> idle = new ArrayList<>();
        List<List<String>> calls = new ArrayList<>();
        List<List<String>> removals = new ArrayList<>();
        try (Crowd crowd = new Crowd(RedisServer.start(), new ArrayList<>(), extent)) {
            for (int nodes : extent.nodes()) {
                crowd.growTo(nodes);
                idle.add(crowd.idle());
                calls.addAll(crowd.calls());
                removals.add(crowd.removals());
            }
        }
        return List.of(
                new Table(
                        "Nodes that do nothing, per second, all together. Each is a process of its own with "
                                + String.join(" ", SMALL) + ".",
                        List.of("nodes", "commands", "commands per node", "CPU µs Redis per node", "messages"),
                        idle),
                new Table(
                        String.format(
                                Locale.ROOT,
                                "All nodes at once, %,d calls each; what one call costs Redis.",
                                extent.calls()),
                        List.of("", "nodes", "commands", "CPU µs Redis", "messages", "bytes sent by Redis"),
                        calls),
                new Table(
                        "One node removes what all keep. The time is from the moment when the removal has returned there until"
                                + " the last other node does not serve the old value any more; below zero it is before that"
                                + " moment. Quartiles of " + extent.calls() / 10 + " removals.",
                        List.of(
                                "nodes",
                                "messages sent per removal",
                                "heard per node and removal",
                                "near-cache messages per second",
                                "µs until the last node knows",
                                "longest µs"),
                        removals));
    }

    /**
     * The processes that run, and their server.
     *
     * @param redis the server
     * @param nodes the processes
     * @param extent how much is measured
     */
    private record Crowd(RedisServer redis, List<NodeProcess> nodes, Extent extent) implements AutoCloseable {

        void growTo(int count) {
            while (nodes.size() < count) {
                nodes.add(NodeProcess.start(SMALL, NodeProcess.ownClassPath(), ShopNode.class, redis.url()));
            }
        }

        List<String> idle() throws InterruptedException {
            Usage second = Idle.second(List.of(redis), extent);
            return List.of(
                    "" + nodes.size(),
                    second.list(),
                    figure(second.allCalls() / nodes.size()),
                    figure(second.cpuMicros() / nodes.size()),
                    figure(second.messages()));
        }

        /** Each node has numbers of its own, then each asks for those of the next, then again, then removes its own. */
        List<List<String>> calls() {
            List<List<String>> rows = new ArrayList<>();
            rows.add(row("miss and fill", work("find", 0)));
            if (nodes.size() > 1) {
                rows.add(row("Redis hit, kept then", work("find", 1)));
            }
            rows.add(row("near hit", nearHits(nodes.size() > 1 ? 1 : 0)));
            rows.add(row("invalidate", work("changed", 0)));
            return rows;
        }

        private List<String> row(String title, Usage call) {
            return List.of(
                    title,
                    "" + nodes.size(),
                    call.list(),
                    figure(call.cpuMicros()),
                    figure(call.messages()),
                    figure(call.bytesSent()));
        }

        /** Lets all nodes work at once. */
        private Usage work(String command, int shift) {
            Usage before = Usage.of(List.of(redis));
            for (int node = 0; node < nodes.size(); node++) {
                nodes.get(node).send(command + " " + first((node + shift) % nodes.size()) + " " + extent.calls());
            }
            nodes.forEach(NodeProcess::answer);
            return Usage.of(List.of(redis)).since(before).per((double) nodes.size() * extent.calls());
        }

        /** Numbers that were not asked for with fewer nodes. */
        private long first(int node) {
            return 1_000_000L * nodes.size() + (long) node * extent.calls();
        }

        /** On a machine that stood still, near caches ask Redis once more. */
        private Usage nearHits(int shift) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                long before = sum("near-hits");
                Usage usage = work("find", shift);
                if (sum("near-hits") - before == (long) nodes.size() * extent.calls()) {
                    return usage;
                }
            }
            throw new IllegalStateException("these are no near hits");
        }

        private long sum(String command) {
            return nodes.stream()
                    .mapToLong(node -> Long.parseLong(node.ask(command)))
                    .sum();
        }

        /** How many messages the nodes have heard, once they have heard all. */
        private long heard() {
            long before;
            long now = sum("messages");
            do {
                before = now;
                LockSupport.parkNanos(PAUSE_NANOS);
                now = sum("messages");
            } while (now > before);
            return now;
        }

        List<String> removals() {
            int count = extent.calls() / 10;
            long heardBefore = heard();
            Usage before = Usage.of(List.of(redis));
            double[] micros = new double[count];
            long begin = System.nanoTime();
            for (int i = 0; i < count; i++) {
                micros[i] = microsUntilTheLastKnows(9_000_000L + 1_000L * nodes.size() + i);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            double sent = Usage.of(List.of(redis)).since(before).messages();
            double heard = heard() - heardBefore;
            Quartiles spread = Quartiles.of(micros);
            double longest = Arrays.stream(micros).max().orElseThrow();
            boolean alone = nodes.size() == 1;
            return List.of(
                    "" + nodes.size(),
                    figure(sent / count),
                    figure(heard / count / nodes.size()),
                    figure(heard / seconds),
                    alone ? "–" : spread.toString(),
                    alone ? "–" : figure(longest));
        }

        private double microsUntilTheLastKnows(long id) {
            String one = " " + id + " 1";
            nodes.forEach(node -> node.ask("find" + one));
            long returned = Long.parseLong(nodes.get(0).ask("changed" + one));
            List<Long> heard = nodes.stream()
                    .map(node -> Long.parseLong(node.ask("heard " + id)))
                    .toList();
            long last = heard.stream()
                    .skip(Math.min(1, heard.size() - 1))
                    .max(Long::compare)
                    .orElseThrow();
            return (last - returned) / 1e3;
        }

        private static String figure(double figure) {
            return String.format(Locale.ROOT, "%,.2f", figure);
        }

        @Override
        public void close() {
            nodes.forEach(NodeProcess::close);
            redis.close();
        }
    }
}
