package dev.cachekit.spring.autoconfigure;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Below {@code cachekit.rate-limiters.<name>}.
 *
 * @param bands Limits that must all admit a call. Not available yet.
 */
record RateLimiterProperties(@DefaultValue List<BandProperties> bands) {

    /**
     * One limit.
     *
     * @param permits Calls admitted per period. Not available yet.
     * @param per The period. Not available yet.
     * @param burst Calls admitted at once. Not available yet.
     * @param algorithm How it counts: token-bucket, sliding-window or fixed-window. Not available yet.
     */
    record BandProperties(
            @Nullable Long permits,
            @Nullable Duration per,
            @Nullable Long burst,
            @Nullable String algorithm) {}
}
