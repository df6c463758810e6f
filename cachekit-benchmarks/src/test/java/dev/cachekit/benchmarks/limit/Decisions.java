package dev.cachekit.benchmarks.limit;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a thread was told: a limiter that grants and refuses in turns is another scenario. */
@State(Scope.Thread)
public class Decisions {

    /** A time-out may end a decision otherwise now and then. */
    private static final double MOST_UNEXPECTED = 0.001;

    private long all;
    private long unexpected;

    /** Made by JMH. */
    public Decisions() {}

    boolean expected(boolean expected, boolean granted) {
        all++;
        if (granted != expected) {
            unexpected++;
        }
        return granted;
    }

    /** Fails the run if too many were not what the scenario is about. */
    @TearDown(Level.Iteration)
    public void check() {
        double share = (double) unexpected / Math.max(1, all);
        if (share > MOST_UNEXPECTED) {
            throw new IllegalStateException(
                    unexpected + " of " + all + " decisions were not the one that this scenario is about");
        }
        all = 0;
        unexpected = 0;
    }
}
