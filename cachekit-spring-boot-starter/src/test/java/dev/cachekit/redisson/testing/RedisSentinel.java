package dev.cachekit.redisson.testing;

/** One sentinel process that watches a server. */
public final class RedisSentinel implements AutoCloseable {

    /** The name of the watched server. */
    public static final String MASTER = "main";

    private final LocalProcess process;

    private RedisSentinel(LocalProcess process) {
        this.process = process;
    }

    public static RedisSentinel watching(RedisServer primary) {
        LocalProcess process = new LocalProcess(
                ServerChoice.executable(),
                "--sentinel",
                "sentinel monitor " + MASTER + " " + primary.host() + " " + primary.port() + " 1",
                "sentinel down-after-milliseconds " + MASTER + " 1000");
        process.start();
        return new RedisSentinel(process);
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
