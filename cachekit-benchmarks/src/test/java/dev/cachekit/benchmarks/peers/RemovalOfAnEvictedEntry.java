package dev.cachekit.benchmarks.peers;

/** R7. */
final class RemovalOfAnEvictedEntry implements Interleaving {

    @Override
    public String title() {
        return "Two nodes hold version 1 near. Redis evicts the entry. Version 2 is committed and one node removes the key."
                + " Reads on the other node for 3 s:";
    }

    @Override
    public Outcome play(Stage stage) {
        Node writer = stage.node();
        Node reader = stage.node();
        NearCopies.fill(stage, writer, reader);
        stage.server().evictEntry();
        stage.database().commit();
        writer.remove();
        return NearCopies.afterTheBound(reader);
    }
}
