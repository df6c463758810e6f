package dev.cachekit.benchmarks.peers;

import java.util.concurrent.Future;

/** R5. */
final class ReadDuringOwnRemoval implements Interleaving {

    @Override
    public String title() {
        return "Version 1 is cached, near and in Redis. Version 2 is committed. While the removal is under way to Redis,"
                + " another thread of that node reads. The removal ends. Next read there:";
    }

    @Override
    public Outcome play(Stage stage) throws Exception {
        Node node = stage.node();
        NearCopies.fill(stage, node);
        stage.server().pauseWrites();
        stage.database().commit();
        Future<?> removal = Background.start("removal", (Background.Work) node::remove);
        stage.server().awaitPausedCommand();
        node.read();
        stage.server().resumeWrites();
        Background.await(removal);
        return Outcome.ofRead(node.read());
    }
}
