package dev.cachekit.benchmarks.limit;

import dev.cachekit.Band;
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

    /** More than any of them grants in a second, and a second, so that no peer keeps more permits than it grants in one. */
    private static final Band WIDE = Band.tokenBucket(100_000_000, Duration.ofSeconds(1));

    private static final Band NARROW = Band.tokenBucket(10, Duration.ofDays(1));

    /** Both, in words. */
    static final String BANDS = "100,000,000 permits per second where all is granted, 10 per day where all is denied";

    /** One limiter, which all threads share. */
    @State(Scope.Benchmark)
    public static class Hot {

        /** Whose. */
        @Param("REDISSON")
        public LimitContender contender;

        LimitContender.Limiter limiter;

        void start(Band band) {
            limiter = Running.get(contender, () -> contender.start(band));
        }
    }

    /** A limit that is never reached. */
    public static class Wide extends Hot {

        /** Starts it, unless it runs. */
        @Setup
        public void start() {
            start(WIDE);
        }
    }

    /** A limit that is reached. */
    public static class UsedUp extends Hot {

        /** Starts it, unless it runs, and takes what there is. */
        @Setup
        public void start() {
            start(NARROW);
            while (limiter.take()) {
                // nothing may be left when it begins
            }
        }
    }

    /** A decision that takes a permit. */
    @Benchmark
    public boolean granted(Wide hot, Decisions decisions) {
        return decisions.expected(true, hot.limiter.take());
    }

    /** A decision that takes none. */
    @Benchmark
    public boolean refused(UsedUp hot, Decisions decisions) {
        return decisions.expected(false, hot.limiter.take());
    }
}
