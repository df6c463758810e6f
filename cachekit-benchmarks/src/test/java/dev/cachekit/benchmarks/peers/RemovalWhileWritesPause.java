package dev.cachekit.benchmarks.peers;

/** The server is slow to write: a failover under way, a snapshot, a long command. */
final class RemovalWhileWritesPause implements Interleaving {

    @Override
    public String title() {
        return "Version 1 is cached. The server holds writes back. Version 2 is committed and the key removed."
                + " Next read by the same thread:";
    }

    @Override
    public Outcome play(Stage stage) throws Exception {
        Node node = stage.node();
        stage.cache(node);
        stage.server().pauseWrites();
        stage.database().commit();
        try {
            return outcome(node);
        } finally {
            stage.server().resumeWrites();
        }
    }

    private static Outcome outcome(Node node) {
        try {
            node.remove();
        } catch (RuntimeException refused) {
            return Outcome.REFUSED;
        }
        return Outcome.ofRead(node.read());
    }
}
