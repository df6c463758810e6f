package dev.cachekit.operation;

import dev.cachekit.annotation.Algorithm;
import dev.cachekit.annotation.BackendFailure;
import java.time.Duration;

/**
 * Let a call through only while permits last.
 *
 * @param where where it was written
 * @param name the limiter
 * @param key expression of whom the limit counts for; empty for one key per limiter
 * @param permits permits per period; 0 if configured elsewhere
 * @param per the period; zero if configured elsewhere
 * @param burst how many permits may be used at once; 0 for as many as permits
 * @param algorithm how permits are counted
 * @param cost expression of the permits one call takes
 * @param maxWait how long to wait for permits; zero to refuse at once
 * @param fallback method to call instead of throwing; empty for none
 * @param onBackendFailure what to do without a store
 * @param shadow whether to count only
 * @param condition expression that must hold for the limit to count; empty for always
 */
public record RateLimitedOperation(
        String where,
        String name,
        String key,
        long permits,
        Duration per,
        long burst,
        Algorithm algorithm,
        String cost,
        Duration maxWait,
        String fallback,
        BackendFailure onBackendFailure,
        boolean shadow,
        String condition)
        implements Operation {

    /** Checks the name. */
    public RateLimitedOperation {
        Checks.named(where, name);
    }
}
