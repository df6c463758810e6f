package dev.cachekit.benchmarks.limit;

import dev.cachekit.Band;
import java.util.function.BiFunction;

/** A limiter on Redis, with one key that all threads ask for. */
interface Contender extends AutoCloseable {

    /** Takes one permit if there is one. */
    boolean take();

    @Override
    void close();

    /** Who takes part, as set up by its manual. */
    enum Named {
        CACHEKIT(CacheKitLimiter::start),
        REDISSON(RedissonLimiter::start),
        BUCKET4J(Bucket4jLimiter::start);

        private final BiFunction<String, Band, Contender> start;

        Named(BiFunction<String, Band, Contender> start) {
            this.start = start;
        }

        /** Starts it on a Redis. */
        Contender start(String url, Band band) {
            return start.apply(url, band);
        }
    }
}
