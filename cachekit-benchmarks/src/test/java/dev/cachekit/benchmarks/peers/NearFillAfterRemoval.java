package dev.cachekit.benchmarks.peers;

import java.util.concurrent.Future;

/** R4. */
final class NearFillAfterRemoval implements Interleaving {

    @Override
    public String title() {
        return "Redis has version 1. A reader has it from Redis and is slow to keep it near. Version 2 is committed and"
                + " the key removed on the same node. The reader goes on. Next read there:";
    }

    @Override
    public Outcome play(Stage stage) throws Exception {
        stage.cache(stage.node());
        Node node = stage.node();
        stage.decoding().close();
        Future<Long> reader = Background.start("reader", node::read);
        stage.decoding().awaitArrival();
        stage.database().commit();
        node.remove();
        stage.decoding().open();
        Background.await(reader);
        return Outcome.ofRead(node.read());
    }
}
