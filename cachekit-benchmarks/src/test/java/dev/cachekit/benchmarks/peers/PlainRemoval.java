package dev.cachekit.benchmarks.peers;

/** The control: nothing is in the way. */
final class PlainRemoval implements Interleaving {

    @Override
    public String title() {
        return "Control. Version 1 is cached. Version 2 is committed and the key removed, and Redis has done so. Next read"
                + " on that node:";
    }

    @Override
    public Outcome play(Stage stage) {
        Node node = stage.node();
        stage.cache(node);
        stage.database().commit();
        long before = stage.server().removals();
        node.remove();
        stage.server().awaitMoreRemovalsThan(before); // some return before the server has heard of it
        return Outcome.ofRead(node.read());
    }
}
