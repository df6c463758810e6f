package dev.cachekit.benchmarks.contender;

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

    static String host() {
        return URI.create(url()).getHost();
    }

    static int port() {
        return URI.create(url()).getPort();
    }
}
