package dev.cachekit.spi;

import dev.cachekit.Band;
import java.time.Duration;
import java.util.List;

/**
 * Permits of one subject of a limiter.
 *
 * @param limiter the limiter's escaped name
 * @param subject what is limited, escaped
 * @param bands what the limiter allows, at least one
 * @param cost number of permits, positive, at most the burst of every band
 * @param longestWait how long the caller would wait for them, not negative
 */
public record LimitRequest(String limiter, String subject, List<Band> bands, long cost, Duration longestWait) {

    /** Keeps a copy of the bands. */
    public LimitRequest {
        bands = List.copyOf(bands);
    }

    /** Where what the limiter holds for the subject is kept. */
    public Lane lane() {
        return Lane.of(limiter, subject);
    }

    /**
     * Returns the same for a caller who would wait for another time.
     *
     * @param longest how long, not negative
     * @return the request
     */
    public LimitRequest waiting(Duration longest) {
        return longest.equals(longestWait) ? this : new LimitRequest(limiter, subject, bands, cost, longest);
    }
}
