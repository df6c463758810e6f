package dev.cachekit.benchmarks.performance;

import dev.cachekit.benchmarks.contender.Contender;
import java.util.List;

/**
 * One kind of calls, and who makes them. The first system is what the tables compare with.
 *
 * @param title its name in tables
 * @param benchmark the class of the benchmark
 * @param method its method
 * @param callers who calls
 * @param kind how it is run and checked
 * @param contenders who takes part
 */
record Scenario(
        String title,
        Class<?> benchmark,
        String method,
        Callers callers,
        Kind kind,
        List<? extends Contender> contenders) {

    /**
     * The threads that call.
     *
     * @param threads how many there are
     * @param warmingUp how many there are before the first round
     */
    record Callers(int threads, int warmingUp) {

        /** One, and never more, as the calls shut each other out. */
        static final Callers ALONE = new Callers(1, 1);

        /** Several threads are compiled for as one is, and sooner. */
        static Callers of(int threads) {
            return new Callers(threads, Math.max(threads, 4));
        }
    }

    /** How a scenario is run. */
    enum Kind {
        /** Nanoseconds: each round is a process of its own, as what else a process has run changes how it is compiled. */
        IN_PROCESS,
        /** Work without Redis that takes long enough for one process to measure all: each round is a short run. */
        CODEC,
        /** Calls to Redis that must not load: the systems stay open, and each round is a short run. */
        HITS_ON_REDIS,
        /** Other calls to Redis. */
        ON_REDIS
    }

    Scenario {
        contenders = List.copyOf(contenders);
    }

    boolean isForked() {
        return kind == Kind.IN_PROCESS;
    }

    int threads() {
        return callers.threads();
    }

    int warmUpThreads() {
        return callers.warmingUp();
    }

    /** The same with others. */
    Scenario among(List<? extends Contender> some) {
        return new Scenario(title, benchmark, method, callers, kind, some);
    }

    boolean isOnRedis() {
        return kind == Kind.HITS_ON_REDIS || kind == Kind.ON_REDIS;
    }

    /** Whether the short run leaves it out, unless it is asked for. */
    boolean isExtra() {
        return kind == Kind.CODEC;
    }

    boolean isOfHits() {
        return kind == Kind.IN_PROCESS || kind == Kind.HITS_ON_REDIS;
    }

    String pattern() {
        return benchmark.getName().replace(".", "\\.") + "\\." + method + "$";
    }
}
