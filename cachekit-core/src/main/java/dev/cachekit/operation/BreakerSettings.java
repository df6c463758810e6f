package dev.cachekit.operation;

import dev.cachekit.InvalidConfigurationException;
import java.time.Duration;

/**
 * When a store that fails or is slow is left alone for a while. Immutable.
 *
 * @param slowCall a request that takes longer counts as failed, if two beats in a row did, too; positive
 * @param failureRate the percentage of failed requests among the last ones that ends sending; 1 to 100
 * @param openFor after how long without sending one request is tried, if no beat was answered before; positive
 */
public record BreakerSettings(Duration slowCall, int failureRate, Duration openFor) {

    /** 200 ms, 50 %, 5 s. */
    public static final BreakerSettings DEFAULT =
            new BreakerSettings(Duration.ofMillis(200), 50, Duration.ofSeconds(5));

    private static final String WHERE = "cachekit.circuit-breaker.";

    /** Checks all three. */
    public BreakerSettings {
        positive("slow-call", slowCall);
        positive("open-for", openFor);
        if (failureRate < 1 || failureRate > 100) {
            throw new InvalidConfigurationException(
                    WHERE + "failure-rate",
                    failureRate + "",
                    "must be a percentage from 1 to 100",
                    "set for example 50");
        }
    }

    private static void positive(String option, Duration value) {
        if (value.toMillis() < 1) {
            throw new InvalidConfigurationException(
                    WHERE + option, value.toString(), "must be at least 1 ms", "set for example 200ms");
        }
    }
}
