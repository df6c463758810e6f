package dev.cachekit.benchmarks.peers;

import java.util.concurrent.Future;

/** R1 and, where the load holds a lock, R2. */
final class LoadOverlapsRemoval implements Interleaving {

    @Override
    public String title() {
        return "A load has read version 1. Version 2 is committed and the key removed. The load ends. Next read:";
    }

    @Override
    public Outcome play(Stage stage) throws Exception {
        Node node = stage.node();
        stage.database().reply().close();
        Future<Long> load = Background.start("load", node::read);
        stage.database().reply().awaitArrival();
        stage.database().commit();
        long before = stage.server().removals();
        node.remove();
        stage.server().awaitMoreRemovalsThan(before); // some return before the server has heard of it
        stage.database().reply().open();
        Background.await(load);
        return Outcome.ofRead(node.read());
    }
}
