package dev.cachekit.torture;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for servers to agree. */
final class Settled {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(50);

    private Settled() {}

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited " + LONGEST + " for " + what);
            }
            Pause.of(STEP);
        }
    }

    /** A server that does not answer has not settled. */
    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (RuntimeException unreachable) {
            return false;
        }
    }
}
