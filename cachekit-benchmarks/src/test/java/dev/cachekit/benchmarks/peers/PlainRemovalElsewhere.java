package dev.cachekit.benchmarks.peers;

/** The control with two nodes: nothing is in the way. */
final class PlainRemovalElsewhere implements Interleaving {

    @Override
    public String title() {
        return "Control. Two nodes hold version 1 near. Version 2 is committed and one removes the key. Reads on the other"
                + " for 3 s:";
    }

    @Override
    public Outcome play(Stage stage) {
        Node writer = stage.node();
        Node reader = stage.node();
        NearCopies.fill(stage, writer, reader);
        stage.database().commit();
        writer.remove();
        return NearCopies.afterTheBound(reader);
    }
}
