package dev.cachekit.benchmarks.peers;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;

/** R8: the link to the server is cut and comes back. */
final class RemovalWhileRedisIsAway implements Interleaving {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public String title() {
        return "Version 1 is cached. The link to Redis is cut. Version 2 is committed and the key removed. Two reads later"
                + " the link is back. Next read:";
    }

    @Override
    public Outcome play(Stage stage) throws Exception {
        Link link = stage.link();
        Node node = stage.nodeBehind(link);
        stage.cache(node);
        link.cut();
        stage.database().commit();
        try {
            node.remove();
        } catch (RuntimeException refused) {
            return Outcome.REFUSED;
        }
        answer(node); // by the time these have failed or gone to the database, a removal that waits has timed out, too
        answer(node);
        link.restore();
        long read = await().atMost(PATIENCE)
                .until(() -> answer(node), Optional::isPresent)
                .orElseThrow();
        return Outcome.ofRead(read);
    }

    private static Optional<Long> answer(Node node) {
        try {
            return Optional.of(node.read());
        } catch (RuntimeException away) {
            return Optional.empty();
        }
    }
}
