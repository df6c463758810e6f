package dev.cachekit.torture;

import dev.cachekit.torture.history.Event.Harm;
import java.time.Duration;
import java.util.Random;

/**
 * Something that is broken and made whole again.
 *
 * @param name what, without spaces
 * @param harm whose leases it may end
 * @param harmless how long it may last without ending one
 * @param shortest how long it lasts at least
 * @param longest how long it lasts at most
 * @param begin breaks it
 * @param end makes it whole
 * @param hasSteps may begin half and then fail
 */
record Fault(
        String name,
        Harm harm,
        Duration harmless,
        Duration shortest,
        Duration longest,
        Runnable begin,
        Runnable end,
        boolean hasSteps) {

    /** A lease lasts 2 s, less a twentieth, and is renewed after a third of it: so long it survives without requests. */
    static final Duration RENEWAL_SPARED = Duration.ofMillis(1_100);

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Runnable NOTHING = () -> {};

    Fault(
            String name,
            Harm harm,
            Duration harmless,
            Duration shortest,
            Duration longest,
            Runnable begin,
            Runnable end) {
        this(name, harm, harmless, shortest, longest, begin, end, false);
    }

    /** The same, of which a part may be done when it fails. */
    Fault inSteps() {
        return new Fault(name, harm, harmless, shortest, longest, begin, end, true);
    }

    /** Something that happens at one moment. */
    static Fault at(String name, Harm harm, Runnable what) {
        return new Fault(name, harm, Duration.ZERO, Duration.ZERO, Duration.ZERO, what, NOTHING);
    }

    /** Something that ends leases at once. */
    static Fault losing(String name, Duration longest, Runnable begin, Runnable end) {
        return new Fault(name, Harm.ALL, Duration.ZERO, SHORT, longest, begin, end);
    }

    /** Something that keeps requests waiting, by which a lease ends if it is not renewed meanwhile. */
    static Fault stopping(String name, Harm harm, Duration longest, Runnable begin, Runnable end) {
        return new Fault(name, harm, RENEWAL_SPARED, SHORT, longest, begin, end);
    }

    Duration length(Random random) {
        long range = longest.minus(shortest).toMillis();
        return shortest.plusMillis(range == 0 ? 0 : random.nextLong(range));
    }

    /** Whose leases it may have ended if it lasted so long. */
    Harm harmAfter(Duration lasted) {
        return lasted.compareTo(harmless) < 0 ? Harm.NONE : harm;
    }
}
