package dev.cachekit.benchmarks.limit;

import dev.cachekit.Band;
import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Decisions per second of 16 threads that ask for one key: always granted, and always refused. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@Threads(16)
public class LimiterDecisions {

    /** One server and one limiter, which all threads share. */
    @State(Scope.Benchmark)
    public static class Hot {

        /** Whose limiter. */
        @Param({"CACHEKIT", "REDISSON", "BUCKET4J"})
        String contender;

        private RedisServer redis;
        Contender limiter;

        void start(Band band) {
            redis = RedisServer.start();
            limiter = Contender.Named.valueOf(contender).start(redis.url(), band);
        }

        /** Ends both. */
        @TearDown
        public void stop() {
            limiter.close();
            redis.close();
        }
    }

    /** A limit that is never reached; a second, so that no peer keeps more permits than it grants in one. */
    public static class Wide extends Hot {

        /** Starts it. */
        @Setup
        public void start() {
            start(Band.tokenBucket(10_000_000, Duration.ofSeconds(1)));
        }
    }

    /** A limit that is reached. */
    public static class UsedUp extends Hot {

        /** Starts it, and takes what there is. */
        @Setup
        public void start() {
            start(Band.tokenBucket(10, Duration.ofDays(1)));
            while (limiter.take()) {
                // nothing may be left when it begins
            }
        }
    }

    /** A decision that takes a permit. */
    @Benchmark
    public boolean granted(Wide hot) {
        return hot.limiter.take();
    }

    /** A decision that takes none. */
    @Benchmark
    public boolean refused(UsedUp hot) {
        return hot.limiter.take();
    }
}
