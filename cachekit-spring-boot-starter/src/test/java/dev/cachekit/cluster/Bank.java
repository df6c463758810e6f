package dev.cachekit.cluster;

import dev.cachekit.redisson.testing.RedisServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Accounts in a database, a Redis for the locks, and processes that write under these. */
record Bank(RedisServer redis, AccountDatabase database, List<NodeProcess> nodes) implements AutoCloseable {

    /** Starts all nodes at the same time, by the URLs of Redis and of the database. */
    static Bank open(int rows, int nodes, BiFunction<String, String, NodeProcess> start) {
        RedisServer redis = RedisServer.startLocal();
        AccountDatabase database = AccountDatabase.start(rows);
        List<CompletableFuture<NodeProcess>> starting = IntStream.range(0, nodes)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> start.apply(redis.url(), database.url())))
                .toList();
        return new Bank(
                redis,
                database,
                new ArrayList<>(starting.stream().map(CompletableFuture::join).toList()));
    }

    /** Sends a command to all nodes. */
    void send(String command) {
        nodes.forEach(node -> node.send(command));
    }

    Stream<String> answers() {
        return nodes.stream().map(NodeProcess::answer);
    }

    Stream<String> ask(String command) {
        send(command);
        return answers();
    }

    /** The first node ends at once, with what it counted. */
    void killFirst() {
        nodes.remove(0).kill();
    }

    /** What Redis holds of locks, and for how long yet, in milliseconds: -1 for ever, -2 if it has ended just now. */
    List<Long> livesOfLocks() {
        return redis.keys().stream()
                .filter(key -> key.contains("}!"))
                .map(key -> (Long) redis.send("PTTL", key))
                .toList();
    }

    @Override
    public void close() throws SQLException {
        nodes.forEach(NodeProcess::kill);
        database.close();
        redis.close();
    }
}
