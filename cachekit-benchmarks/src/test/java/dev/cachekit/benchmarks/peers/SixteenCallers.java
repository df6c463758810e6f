package dev.cachekit.benchmarks.peers;

import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** A stampede in one process. */
final class SixteenCallers implements Interleaving {

    static final int CALLERS = 16;

    @Override
    public String title() {
        return "Sixteen threads of one process read a missing key; the first load ends when all have looked it up:";
    }

    @Override
    public Outcome play(Stage stage) throws Exception {
        Node node = missing(stage);
        int loads = stage.database().loads();
        stage.database().reply().close();
        long before = stage.server().lookups();
        List<Future<Long>> callers = IntStream.range(0, CALLERS)
                .mapToObj(number -> Background.start("caller-" + number, node::read))
                .toList();
        stage.server().awaitLookups(before + CALLERS);
        stage.database().reply().open();
        for (Future<Long> caller : callers) {
            Background.await(caller);
        }
        return Outcome.ofLoads(stage.database().loads() - loads);
    }

    /** A node that has seen the server answer, and whose row is not cached. */
    private static Node missing(Stage stage) {
        Node node = stage.node();
        stage.cache(node);
        long before = stage.server().removals();
        node.remove();
        stage.server().awaitMoreRemovalsThan(before);
        stage.server().awaitNoLock();
        return node;
    }
}
