package dev.cachekit.strategy;

import dev.cachekit.WaitInterruptedException;
import dev.cachekit.operation.ReloadSettings;
import dev.cachekit.spi.Freshness;
import java.time.Duration;

/** Decides what may be done with a value of a certain age, and after which failures. Pure. */
final class ReloadRules {

    /** How long nobody reloads a value whose reload has failed. */
    static final Duration REST = Duration.ofSeconds(5);

    /** What a call does with a value it has found. */
    enum Step {
        /** Serve it. */
        SERVE,
        /** Serve it, and have it reloaded in the background. */
        SERVE_AND_RELOAD,
        /** Load first; the value stays where it is until the load has ended. */
        LOAD
    }

    private final ReloadSettings settings;
    private final EarlyReload early;

    ReloadRules(ReloadSettings settings) {
        this.settings = settings;
        this.early = new EarlyReload(settings.refreshAhead());
    }

    Step stepFor(Freshness freshness, Duration loadTime, double random) {
        if (freshness.isStale()) {
            return isWithin(settings.staleWhileRevalidate(), freshness) ? Step.SERVE_AND_RELOAD : Step.LOAD;
        }
        return early.isDue(freshness, loadTime, random) ? Step.SERVE_AND_RELOAD : Step.SERVE;
    }

    /** How long a value is served without anything being due. Negative or zero if something is due already. */
    Duration timeAtRest(Freshness freshness) {
        return freshness.left().minus(early.reach(freshness.ttl()));
    }

    /** Tells whether a value may be served because loading goes wrong. */
    boolean canStandIn(Freshness freshness) {
        return !freshness.isStale() || isWithin(settings.staleOnError(), freshness);
    }

    /** Tells whether a stale value may hide a failure. An interrupted thread is to end what it does. */
    boolean mayHide(Throwable failure) {
        return !(failure instanceof Error
                || failure instanceof InterruptedException
                || failure instanceof WaitInterruptedException
                || settings.staleExcept().stream().anyMatch(type -> type.isInstance(failure)));
    }

    /** How long nobody is to try again. After a failure that must be seen, the next caller tries at once. */
    Duration restAfter(Throwable failure) {
        return mayHide(failure) ? REST : Duration.ZERO;
    }

    private static boolean isWithin(Duration window, Freshness freshness) {
        return !window.isZero() && freshness.left().plus(window).compareTo(Duration.ZERO) > 0;
    }
}
