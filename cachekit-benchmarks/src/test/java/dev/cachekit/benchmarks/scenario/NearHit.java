package dev.cachekit.benchmarks.scenario;

import dev.cachekit.benchmarks.contender.Catalog;
import dev.cachekit.benchmarks.contender.NearContender;
import dev.cachekit.benchmarks.contender.Product;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Reads of values that are in the process. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class NearHit {

    /** One system, which all threads share. */
    @State(Scope.Benchmark)
    public static class Shared {

        /** Which one. */
        @Param("CAFFEINE")
        public NearContender contender;

        Catalog catalog;

        /** Starts it, and loads all values. */
        @Setup
        public void start() throws InterruptedException {
            catalog = contender.start();
            Keys.keepAll(this::read);
        }

        Product read(int position) {
            return catalog.find(Keys.id(position));
        }

        /** Ends it. */
        @TearDown
        public void end() {
            catalog.close();
        }
    }

    /** With all values under keys of two parts. */
    public static class ByTenant extends Shared {

        @Override
        Product read(int position) {
            return catalog.find(Keys.tenant(position), Keys.id(position));
        }
    }

    /** Where a thread stands among the keys. */
    @State(Scope.Thread)
    public static class Walk {
        int next;
    }

    /** A key of one part. */
    @Benchmark
    public Product byId(Shared hit, Walk walk) {
        return hit.catalog.find(Keys.id(walk.next++));
    }

    /** A key of two parts. */
    @Benchmark
    public Product byTwoParts(ByTenant hit, Walk walk) {
        int next = walk.next++;
        return hit.catalog.find(Keys.tenant(next), Keys.id(next));
    }
}
