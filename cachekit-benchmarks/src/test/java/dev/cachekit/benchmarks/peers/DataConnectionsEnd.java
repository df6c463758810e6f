package dev.cachekit.benchmarks.peers;

/** A server that tracks who has read what forgets it when the connection ends that has read. */
final class DataConnectionsEnd implements Interleaving {

    @Override
    public String title() {
        return "Two nodes hold version 1 near. The data connections of one end, its subscription stays. Version 2 is"
                + " committed and the other removes the key. Reads on the first node for 3 s:";
    }

    @Override
    public Outcome play(Stage stage) {
        Link link = stage.link();
        Node writer = stage.node();
        Node reader = stage.nodeBehind(link);
        NearCopies.fill(stage, writer, reader);
        stage.server().awaitEnd(link.cutDataConnections());
        stage.database().commit();
        writer.remove();
        return NearCopies.afterTheBound(reader);
    }
}
