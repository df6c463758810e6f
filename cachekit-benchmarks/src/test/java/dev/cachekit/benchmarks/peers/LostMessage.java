package dev.cachekit.benchmarks.peers;

/** R6. */
final class LostMessage implements Interleaving {

    @Override
    public String title() {
        return "Two nodes hold version 1 near. The subscription of one is cut. Version 2 is committed and the other removes"
                + " the key. The subscription is back. Reads on the first node for 3 s:";
    }

    @Override
    public Outcome play(Stage stage) {
        Link link = stage.link();
        Node writer = stage.node();
        Node reader = stage.nodeBehind(link);
        NearCopies.fill(stage, writer, reader);
        int subscribers = stage.server().subscribers();
        stage.server().awaitEnd(link.cutSubscriptions());
        stage.database().commit();
        writer.remove();
        link.restore();
        stage.server().awaitSubscribers(subscribers);
        return NearCopies.afterTheBound(reader);
    }
}
