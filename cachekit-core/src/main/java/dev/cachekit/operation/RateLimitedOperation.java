package dev.cachekit.operation;

import dev.cachekit.Band;
import dev.cachekit.annotation.BackendFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Let a call through only while permits last. Several on one method are bands of one limiter.
 *
 * @param where where it was written
 * @param name the limiter
 * @param key expression of whom the limit counts for; empty for one key per limiter
 * @param band how many permits there are; null if configured elsewhere
 * @param cost expression of the permits one call takes
 * @param maxWait how long to wait for permits; null if nothing is said
 * @param fallback method to call instead of throwing; empty for none
 * @param onBackendFailure what to do without a store; null if nothing is said
 * @param shadow whether to count only; false says nothing
 * @param condition expression that must hold for the limit to count; empty for always
 */
public record RateLimitedOperation(
        String where,
        String name,
        String key,
        @Nullable Band band,
        String cost,
        @Nullable Duration maxWait,
        String fallback,
        @Nullable BackendFailure onBackendFailure,
        boolean shadow,
        String condition)
        implements Operation {

    /** Checks the name. */
    public RateLimitedOperation {
        Checks.named(where, name);
    }
}
