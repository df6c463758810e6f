package dev.cachekit.benchmarks.limit;

import dev.cachekit.Band;
import dev.cachekit.benchmarks.contender.BenchmarkRedis;
import dev.cachekit.benchmarks.scenario.Running;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Decisions of threads that all ask for one key: always granted, and always refused. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class LimiterDecisions {

    /** One limiter, which all threads share. */
    @State(Scope.Benchmark)
    public static class Hot {

        /** Whose. */
        @Param("REDISSON")
        public LimitContender contender;

        LimitContender.Limiter limiter;

        void start(Band band) {
            limiter = Running.get(contender, () -> contender.start(BenchmarkRedis.url(), band));
        }
    }

    /** A limit that is never reached; a second, so that no peer keeps more permits than it grants in one. */
    public static class Wide extends Hot {

        /** Starts it, unless it runs. */
        @Setup
        public void start() {
            start(Band.tokenBucket(10_000_000, Duration.ofSeconds(1)));
        }
    }

    /** A limit that is reached. */
    public static class UsedUp extends Hot {

        /** Starts it, unless it runs, and takes what there is. */
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
