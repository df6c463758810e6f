package dev.cachekit.benchmarks.scenario;

import dev.cachekit.benchmarks.contender.Catalog;
import dev.cachekit.benchmarks.contender.Product;
import dev.cachekit.benchmarks.contender.RedisContender;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** Calls that go to Redis. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class OnRedis {

    /** One system, which all threads share. */
    @State(Scope.Benchmark)
    public static class Shared {

        private static final AtomicLong UNKNOWN = new AtomicLong(1_000_000_000);

        /** Which one. */
        @Param("LETTUCE")
        public RedisContender contender;

        Catalog catalog;

        /** Starts it, unless it runs. */
        @Setup
        public void start() throws InterruptedException {
            catalog = Running.get(contender, contender::start);
            fill();
        }

        void fill() throws InterruptedException {}

        Long unknown() {
            return UNKNOWN.incrementAndGet();
        }
    }

    /** With all values in Redis. */
    public static class Filled extends Shared {

        @Override
        void fill() throws InterruptedException {
            Keys.keepAll(position -> catalog.find(Keys.id(position)));
        }
    }

    /** Where a thread stands among the keys: each begins elsewhere, so that they do not ask for the same keys in step. */
    @State(Scope.Thread)
    public static class Walk {

        int next;

        /** Goes to where the thread begins. */
        @Setup
        public void start(ThreadParams threads) {
            next = Keys.share(threads.getThreadIndex(), threads.getThreadCount());
        }
    }

    /** A value that Redis has. */
    @Benchmark
    public Product hit(Filled redis, Walk walk) {
        return redis.catalog.find(Keys.id(walk.next++));
    }

    /** A value that nobody has asked for before. */
    @Benchmark
    public Product missAndFill(Shared redis) {
        return redis.catalog.find(redis.unknown());
    }

    /** The removal alone; after a first pass over the keys there is nothing to remove, which a system cannot know. */
    @Benchmark
    public void invalidate(Shared redis, Walk walk) {
        redis.catalog.changed(Keys.id(walk.next++));
    }
}
