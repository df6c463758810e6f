package dev.cachekit.limit;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.LimitPlan;
import dev.cachekit.call.Caller;
import dev.cachekit.call.StoreTime;
import dev.cachekit.spi.LimitListener;
import dev.cachekit.spi.LimitStore;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What limiters work with.
 *
 * @param store counts the permits
 * @param local counts them while the store is away
 * @param clock clock and timer
 * @param listener is told what happens
 * @param deadline how long one call may spend on the store
 * @param plans give single keys other bands
 * @param escaped makes the text that stands for a limiter's name in keys
 */
public record LimitPorts(
        LimitStore store,
        LimitStore local,
        Scheduler clock,
        LimitListener listener,
        Duration deadline,
        List<LimitPlan> plans,
        UnaryOperator<String> escaped) {

    /** Keeps a copy of the plans. */
    public LimitPorts {
        plans = List.copyOf(plans);
    }

    StoreTime storeTime(Caller caller) {
        return new StoreTime(clock, deadline, caller);
    }

    /** The plan for a limiter; one that gives nobody anything if there is none. */
    LimitPlan plan(String limiter) {
        List<LimitPlan> fitting =
                plans.stream().filter(plan -> plan.appliesTo(limiter)).toList();
        if (fitting.size() > 1) {
            throw new InvalidConfigurationException(
                    "rate limiter '" + limiter + "'",
                    fitting.toString(),
                    "at most one LimitPlan may apply to a limiter",
                    "override appliesTo in all but one");
        }
        return fitting.isEmpty() ? (name, key) -> List.of() : fitting.get(0);
    }
}
