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
 * @param grace how long the store keeps the value beyond its lifetime, to be served only where stale values may be
 * @param tags the tags it carries, with the clock that tells what their invalidation means for it
 */
public record Entry(
        Token token,
        Payload payload,
        Instant storedAt,
        Duration loadTime,
        @Nullable Long version,
        Duration grace,
        Tagging tags) {

    /** Checks version and grace. */
    public Entry {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace must not be negative but was " + grace);
        }
        if (version != null && version < 0) {
            throw new IllegalArgumentException("version must not be negative but was " + version);
        }
    }

    /**
     * Makes a value without grace and tags.
     *
     * @param token the load or write that made the value
     * @param payload the encoded value
     * @param storedAt when the value was made
     * @param loadTime how long the load took
     * @param version the version that the writer gave; null if none was given
     */
    public Entry(Token token, Payload payload, Instant storedAt, Duration loadTime, @Nullable Long version) {
        this(token, payload, storedAt, loadTime, version, Duration.ZERO, Tagging.NONE);
    }

    /**
     * Returns this value with another grace.
     *
     * @param time how long it is kept beyond its lifetime, not negative
     * @return the new value
     */
    public Entry withGrace(Duration time) {
        return new Entry(token, payload, storedAt, loadTime, version, time, tags);
    }

    /**
     * Returns this value with tags.
     *
     * @param tagging names and clock
     * @return the new value
     */
    public Entry withTags(Tagging tagging) {
        return new Entry(token, payload, storedAt, loadTime, version, grace, tagging);
    }
}
