package dev.cachekit.benchmarks.limit;

import org.openjdk.jmh.annotations.Benchmark;

/** Refuses where all is to be granted: shows that such a run fails. */
public class WrongDecisions {

    /** Never what is expected. */
    @Benchmark
    public boolean refusedWhereAllIsGranted(Decisions decisions) {
        return decisions.expected(true, false);
    }
}
