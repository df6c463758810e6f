package dev.cachekit.redisson.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a server, which cannot tell us when it is ready. */
final class Waiting {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Waiting() {}

    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited " + LONGEST + " for " + what);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for " + what, interrupted);
            }
        }
    }
}
