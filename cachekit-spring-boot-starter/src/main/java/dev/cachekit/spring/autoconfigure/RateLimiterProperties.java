package dev.cachekit.spring.autoconfigure;

import dev.cachekit.annotation.Algorithm;
import dev.cachekit.annotation.BackendFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Below {@code cachekit.rate-limiters.<name>}.
 *
 * @param bands Limits that must all admit a call. They replace those of annotations and code.
 * @param maxWait How long an annotated call waits for permits. 0 refuses at once.
 * @param onBackendFailure What to do while Redis is away: local, each node alone; open, admit all; closed, refuse all.
 * @param shadow Whether to count and report only, and let every call pass.
 */
record RateLimiterProperties(
        @DefaultValue List<BandProperties> bands,
        @Nullable String maxWait,
        @Nullable BackendFailure onBackendFailure,
        @Nullable Boolean shadow) {

    /**
     * One limit.
     *
     * @param permits Permits granted per period.
     * @param per The period, from 1ms to 366d.
     * @param burst Permits granted at once, with a token bucket only. Default: as many as permits.
     * @param algorithm How it counts: token-bucket, sliding-window or fixed-window.
     */
    record BandProperties(
            @Nullable Long permits,
            @Nullable String per,
            @Nullable Long burst,
            @DefaultValue("token-bucket") Algorithm algorithm) {}
}
