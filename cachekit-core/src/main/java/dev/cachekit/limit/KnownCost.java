package dev.cachekit.limit;

import dev.cachekit.Band;
import dev.cachekit.InvalidConfigurationException;

/**
 * A cost that calls are known to have, because it is written as a number.
 *
 * @param where who asks for it: an annotation, a limit of a path
 * @param permits how many, positive
 */
public record KnownCost(String where, long permits) {

    void check(String limiter, LimiterSettings settings) {
        for (Band band : settings.bands().value()) {
            if (permits > band.burst()) {
                throw new InvalidConfigurationException(
                        where,
                        Long.toString(permits),
                        "cost must be at most what every band of rate limiter '" + limiter + "' grants at once, "
                                + band.burst() + " by " + settings.bands().source(),
                        "take fewer permits, or raise permits or burst");
            }
        }
    }
}
