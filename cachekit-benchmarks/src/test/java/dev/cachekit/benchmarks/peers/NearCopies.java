package dev.cachekit.benchmarks.peers;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;

/** What nodes keep near. */
final class NearCopies {

    /** The bound that CacheKit gives itself, and a grace for the machine. */
    private static final Duration BOUND = Duration.ofSeconds(3).plusMillis(500);

    private NearCopies() {}

    /** Makes each node hold what Redis has, if the contestant keeps anything near. */
    static void fill(Stage stage, Node... nodes) {
        for (Node node : nodes) {
            stage.cache(node);
            if (stage.contestant().isNear()) {
                await().until(() -> isReadNear(stage.server(), node));
            }
        }
    }

    private static boolean isReadNear(Server server, Node node) {
        long before = server.reads();
        node.read();
        return server.reads() == before;
    }

    /** Reads until the new version shows, or the bound is over. */
    static Outcome afterTheBound(Node node) {
        try {
            await().atMost(BOUND).until(() -> node.read() == Database.NEW);
            return Outcome.FRESH;
        } catch (ConditionTimeoutException over) {
            return Outcome.STALE;
        }
    }
}
