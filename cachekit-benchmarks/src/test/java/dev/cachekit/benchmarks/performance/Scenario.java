package dev.cachekit.benchmarks.performance;

import dev.cachekit.benchmarks.contender.Contender;
import java.util.List;

/**
 * One kind of calls, and who makes them. The first system is what the tables compare with.
 *
 * @param title its name in tables
 * @param benchmark the class of the benchmark
 * @param method its method
 * @param threads how many call at the same time
 * @param kind how it is run and checked
 * @param contenders who takes part
 */
record Scenario(
        String title, Class<?> benchmark, String method, int threads, Kind kind, List<? extends Contender> contenders) {

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

    /** The same with others. */
    Scenario among(List<? extends Contender> some) {
        return new Scenario(title, benchmark, method, threads, kind, some);
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
