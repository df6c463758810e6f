package dev.cachekit.spi;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A value as it stands in a store.
 *
 * @param token the load or write that made the value
 * @param payload the encoded value
 * @param storedAt when the value was made, by the clock of the process that made it; shown to people, never compared
 * @param loadTime how long the load took; zero for a written value
 * @param version the version that the writer gave, not negative; null if none was given
 */
public record Entry(
        Token token,
        Payload payload,
        Instant storedAt,
        Duration loadTime,
        @Nullable Long version) {

    /** Checks the version. */
    public Entry {
        if (version != null && version < 0) {
            throw new IllegalArgumentException("version must not be negative but was " + version);
        }
    }
}
