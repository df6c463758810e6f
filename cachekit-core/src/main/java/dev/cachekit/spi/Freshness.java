package dev.cachekit.spi;

import dev.cachekit.Ttl;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How old a stored value was when it was read, by the clock of the store.
 *
 * @param age how long ago it was stored
 * @param ttl how long it was to be fresh
 * @param reloader the token of the load that is about to replace it while it stays readable; null if none
 */
public record Freshness(Duration age, Ttl ttl, @Nullable Token reloader) {

    /** Of a value that was stored just now and never becomes stale. */
    public static final Freshness NEW = new Freshness(Duration.ZERO, Ttl.FOREVER, null);

    /**
     * Tells whether the lifetime is over, so that the value is there only because of its grace.
     *
     * @return true if so
     */
    public boolean isStale() {
        return left().isNegative() || left().isZero();
    }

    /**
     * Returns how long the value is still fresh.
     *
     * @return negative if it is stale; a very long time if it never becomes stale
     */
    public Duration left() {
        return ttl.isForever() ? Duration.ofDays(365_000) : ttl.duration().minus(age);
    }
}
