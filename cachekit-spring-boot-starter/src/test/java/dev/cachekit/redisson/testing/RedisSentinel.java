package dev.cachekit.redisson.testing;

import java.util.List;
import java.util.stream.Stream;

/** A sentinel process that watches a server. */
public final class RedisSentinel implements AutoCloseable {

    /** The name of the watched server. */
    public static final String MASTER = "main";

    private final LocalProcess process;

    private RedisSentinel(LocalProcess process) {
        this.process = process;
    }

    public static RedisSentinel watching(RedisServer primary) {
        return watching(primary.port(), 1);
    }

    /**
     * Starts a sentinel.
     *
     * @param port the port on this machine where it finds the primary
     * @param quorum how many sentinels must agree that the primary is gone
     * @param options more lines of its configuration file
     */
    public static RedisSentinel watching(int port, int quorum, String... options) {
        LocalProcess process = new LocalProcess(
                ServerChoice.executable(),
                "--sentinel",
                lines(
                        options,
                        "sentinel monitor " + MASTER + " 127.0.0.1 " + port + " " + quorum,
                        "sentinel down-after-milliseconds " + MASTER + " 1000",
                        "sentinel failover-timeout " + MASTER + " 5000"));
        process.start();
        return new RedisSentinel(process);
    }

    private static String[] lines(String[] options, String... always) {
        return Stream.concat(Stream.of(always), Stream.of(options)).toArray(String[]::new);
    }

    public int port() {
        return process.port();
    }

    /** The port at which the sentinel says the primary is. */
    @SuppressWarnings("unchecked") // the reply is an address in two parts
    public int primaryPort() {
        try (RespConnection connection = new RespConnection(process.host(), process.port())) {
            List<Object> address = (List<Object>) connection.send("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER);
            return Integer.parseInt((String) address.get(1));
        }
    }

    /** How many replicas of the primary the sentinel knows. */
    @SuppressWarnings("unchecked") // the reply is a list with an entry for each
    public int replicas() {
        try (RespConnection connection = new RespConnection(process.host(), process.port())) {
            return ((List<Object>) connection.send("SENTINEL", "REPLICAS", MASTER)).size();
        }
    }

    /** Freezes the sentinel. */
    public void pause() {
        process.pause();
    }

    public void resume() {
        process.resume();
    }

    /** The address as {@code host:port}. */
    public String node() {
        return process.host() + ":" + process.port();
    }

    @Override
    public void close() {
        process.dispose();
    }
}
