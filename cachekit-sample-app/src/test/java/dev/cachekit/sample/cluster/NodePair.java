package dev.cachekit.sample.cluster;

import dev.cachekit.redisson.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Two processes that share a Redis server and a database. */
final class NodePair implements AutoCloseable {

    private final RedisServer redis;
    private final Path database;
    private final AppProcess first;
    private final AppProcess second;

    private NodePair(RedisServer redis, Path database, AppProcess first, AppProcess second) {
        this.redis = redis;
        this.database = database;
        this.first = first;
        this.second = second;
    }

    /**
     * Starts the nodes, one after the other, as the first fills the database, and waits until both are ready.
     *
     * @param redis is closed with the nodes
     * @param folder where the database is to be
     */
    static NodePair on(RedisServer redis, Path folder) throws Exception {
        return on(redis, redis.url(), folder);
    }

    /** The second node finds the Redis server at an address of its own. */
    static NodePair on(RedisServer redis, String urlForSecond, Path folder) throws Exception {
        Path database = folder.resolve("sample");
        AppProcess first = AppProcess.launch(redis.url(), database);
        @Nullable AppProcess second = null;
        try {
            first.port();
            second = AppProcess.launch(urlForSecond, database);
            second.port();
            return new NodePair(redis, database, first, second);
        } catch (Exception failure) {
            close(redis, first, second);
            throw failure;
        }
    }

    RedisServer redis() {
        return redis;
    }

    AppProcess first() {
        return first;
    }

    AppProcess second() {
        return second;
    }

    /** One more node, for the caller to close. */
    AppProcess another() throws IOException {
        return AppProcess.launch(redis.url(), database);
    }

    @Override
    public void close() throws InterruptedException {
        close(redis, first, second);
    }

    /** The first last: it may be the server of the database. */
    private static void close(RedisServer redis, AppProcess first, @Nullable AppProcess second)
            throws InterruptedException {
        if (second != null) {
            second.close();
        }
        first.close();
        redis.close();
    }
}
