package dev.cachekit.benchmarks.scale;

import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What some calls of one kind have cost, one after another.
 *
 * @param nanos the time of a call
 * @param usage what Redis did for a call
 */
record Slice(double nanos, Usage usage) {

    /**
     * Calls of one kind.
     *
     * @param title their name
     * @param batch how many are made between two looks at the clock
     * @param prepare what comes before each batch, and is not measured
     * @param call makes one; given its number within the slice
     */
    record Calls(String title, int batch, Runnable prepare, IntConsumer call) {

        Calls(String title, int batch, IntConsumer call) {
            this(title, batch, () -> {}, call);
        }
    }

    /** Makes calls until they have taken that long. */
    static Slice of(List<RedisServer> servers, Duration time, Calls calls) {
        Usage usage = Usage.NONE;
        long spent = 0;
        int made = 0;
        while (spent < time.toNanos()) {
            calls.prepare().run();
            Usage before = Usage.of(servers);
            long begin = System.nanoTime();
            for (int end = made + calls.batch(); made < end; made++) {
                calls.call().accept(made);
            }
            spent += System.nanoTime() - begin;
            usage = usage.plus(Usage.of(servers).since(before));
        }
        return new Slice((double) spent / made, usage.per(made));
    }
}
