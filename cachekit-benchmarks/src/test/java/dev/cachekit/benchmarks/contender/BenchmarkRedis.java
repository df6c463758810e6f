package dev.cachekit.benchmarks.contender;

import dev.cachekit.redisson.testing.RespConnection;
import java.net.URI;
import java.util.Objects;

/** Where the Redis of the measurement is. */
public final class BenchmarkRedis {

    /** The system property with its address. */
    public static final String PROPERTY = "cachekit.benchmarks.redis";

    private BenchmarkRedis() {}

    /** Its address. */
    public static String url() {
        return Objects.requireNonNull(System.getProperty(PROPERTY), PROPERTY);
    }

    /** Its host. */
    public static String host() {
        return URI.create(url()).getHost();
    }

    /** Its port. */
    public static int port() {
        return URI.create(url()).getPort();
    }

    /** A plain connection to it. */
    public static RespConnection connect() {
        return new RespConnection(host(), port());
    }
}
