package dev.cachekit;

import java.util.List;

/**
 * Gives single keys of a rate limiter other bands than the limiter's own: the plan a customer has paid for, a stricter limit
 * for those who are not logged in. As a Spring bean it is found by itself. Must be safe for use by many threads.
 *
 * <pre>{@code
 *     LimitPlan gold = (limiter, key) -> accounts.isGold(key) ? List.of(Band.tokenBucket(1000, MINUTE)) : List.of();
 * }</pre>
 */
@FunctionalInterface
public interface LimitPlan {

    /**
     * Returns the bands of a key. It is asked at every call, on the caller's thread, so it must answer from memory: a cache
     * of ours, for example. What it throws, the caller gets.
     *
     * @param limiter name of the limiter
     * @param key what is limited, as the caller gave it: a text unchanged, anything else as its key text; empty if the
     *     limiter has one key
     * @return its bands; empty for those of the limiter. They may change at any time; what has been taken stays taken
     */
    List<Band> bands(String limiter, String key);

    /**
     * Chooses the limiters this plan is for. Two plans for one limiter stop the start.
     *
     * @param limiter name of a limiter
     * @return true by default: every limiter
     */
    default boolean appliesTo(String limiter) {
        return true;
    }
}
