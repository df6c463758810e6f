package dev.cachekit.benchmarks.peers;

import static org.awaitility.Awaitility.await;

import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What an interleaving does to the server, and sees there. */
final class Server {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<String> READS = Set.of("get", "mget", "hget");
    private static final Set<String> LOOKUPS =
            Set.of("get", "mget", "hget", "exists", "eval", "evalsha", "eval_ro", "evalsha_ro");
    private static final Set<String> REMOVALS = Set.of("del", "unlink", "hdel", "eval", "evalsha");

    private final RedisServer redis;

    Server(RedisServer redis) {
        this.redis = redis;
    }

    /** Writing commands wait from now on, reading ones do not. */
    void pauseWrites() {
        redis.send("CLIENT", "PAUSE", "60000", "WRITE");
    }

    void resumeWrites() {
        redis.send("CLIENT", "UNPAUSE");
    }

    /** Waits until a command has been put aside because writes are paused. */
    void awaitPausedCommand() {
        await().atMost(PATIENCE)
                .until(() -> clients("normal").stream().anyMatch(client -> client.matches(".* flags=\\w*b\\w* .*")));
    }

    /** Forgets the entry of the row, or the map that it is in, as a server does that needs their memory. */
    void evictEntry() {
        entries().forEach(key -> redis.send("DEL", key));
    }

    boolean hasEntry() {
        return entries().findAny().isPresent();
    }

    private Stream<String> entries() {
        return redis.keys().stream()
                .filter(key -> key.equals(Contestants.CACHE) || key.matches(".*" + Contestants.CACHE + ".*:1"));
    }

    /** Whether somebody holds the lock of Spring's locking writer. */
    boolean hasLock() {
        return redis.keys().contains(Contestants.CACHE + "~lock");
    }

    void awaitNoLock() {
        await().atMost(PATIENCE).until(() -> !hasLock());
    }

    /** How many commands have read a value so far. */
    long reads() {
        return calls(READS);
    }

    /** How many commands have looked something up so far, or may have. */
    long lookups() {
        return calls(LOOKUPS);
    }

    /** How many commands have removed something so far, or may have. */
    long removals() {
        return calls(REMOVALS);
    }

    void awaitMoreRemovalsThan(long before) {
        await().atMost(PATIENCE).until(() -> removals() > before);
    }

    void awaitLookups(long atLeast) {
        await().atMost(PATIENCE).until(() -> lookups() >= atLeast);
    }

    private long calls(Set<String> commands) {
        return redis.commandStats().entrySet().stream()
                .filter(command -> commands.contains(command.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** How many connections have subscribed to something. */
    int subscribers() {
        return clients("pubsub").size();
    }

    void awaitSubscribers(int count) {
        await().atMost(PATIENCE).until(() -> subscribers() >= count);
    }

    /** Waits until the server has noticed that connections have ended. */
    void awaitEnd(List<Integer> ports) {
        await().atMost(PATIENCE)
                .until(() -> clients("normal").stream().noneMatch(client -> isOneOf(ports, client))
                        && clients("pubsub").stream().noneMatch(client -> isOneOf(ports, client)));
    }

    private static boolean isOneOf(List<Integer> ports, String client) {
        return ports.stream().anyMatch(port -> client.contains(" addr=127.0.0.1:" + port + " "));
    }

    private List<String> clients(String type) {
        return ((String) redis.send("CLIENT", "LIST", "TYPE", type)).lines().toList();
    }
}
