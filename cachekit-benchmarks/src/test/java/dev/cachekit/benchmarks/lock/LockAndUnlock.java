package dev.cachekit.benchmarks.lock;

import dev.cachekit.benchmarks.scenario.Running;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Takes a lock that nobody else wants, and gives it back. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class LockAndUnlock {

    /** One lock. */
    @State(Scope.Benchmark)
    public static class Shared {

        /** Whose. */
        @Param("LETTUCE")
        public LockContender contender;

        LockContender.Mutex mutex;

        /** Starts its system, unless it runs. */
        @Setup
        public void start() {
            mutex = Running.get(contender, contender::start);
        }
    }

    /** Both. */
    @Benchmark
    public void uncontended(Shared lock) {
        lock.mutex.holdForNothing();
    }
}
