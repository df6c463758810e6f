package dev.cachekit.torture;

import java.time.Duration;
import java.util.Random;

/**
 * Something that is broken and made whole again.
 *
 * @param name what, without spaces
 * @param excuses whether it may end a lease, so that loads may overlap
 * @param shortest how long it lasts at least
 * @param longest how long it lasts at most
 * @param begin breaks it
 * @param end makes it whole
 */
record Fault(String name, boolean excuses, Duration shortest, Duration longest, Runnable begin, Runnable end) {

    private static final Runnable NOTHING = () -> {};

    /** Something that happens at one moment. */
    static Fault at(String name, boolean excuses, Runnable what) {
        return new Fault(name, excuses, Duration.ZERO, Duration.ZERO, what, NOTHING);
    }

    Duration length(Random random) {
        long range = longest.minus(shortest).toMillis();
        return shortest.plusMillis(range == 0 ? 0 : random.nextLong(range));
    }
}
