package dev.cachekit.strategy;

import dev.cachekit.spi.Payload;
import dev.cachekit.spi.UnreadableValueException;
import org.jspecify.annotations.Nullable;

/**
 * A loaded value and, if it was encoded to be stored, its payload.
 *
 * @param value the loader's own object
 * @param payload its encoded form; null if it was not to be stored
 * @param tagClock the reading of the tag clock from before the load; zero if the value carries no tags
 * @param <V> the type of the value
 */
record Loaded<V extends @Nullable Object>(V value, @Nullable Payload payload, long tagClock) {

    /** A value without tags, or one that nobody joins. */
    Loaded(V value, @Nullable Payload payload) {
        this(value, payload, 0);
    }

    /**
     * Tells whether no tag was invalidated between the load and a caller's own reading of the clock, zero for none. The
     * lease is no witness of that: invalidating a tag takes no lease away.
     */
    boolean isAsNewAs(long callersClock) {
        return tagClock == 0 || callersClock != 0 && tagClock >= callersClock;
    }

    /** Returns an object for another caller: a copy where there is one, so that callers cannot change each other's. */
    V forAnother(CacheRegion<V> region) {
        if (payload == null) {
            return value;
        }
        try {
            return region.decode(payload);
        } catch (UnreadableValueException e) {
            return value;
        }
    }
}
