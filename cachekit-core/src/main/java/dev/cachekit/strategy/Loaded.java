package dev.cachekit.strategy;

import dev.cachekit.spi.Payload;
import dev.cachekit.spi.UnreadableValueException;
import org.jspecify.annotations.Nullable;

/**
 * A loaded value and, if it was encoded to be stored, its payload.
 *
 * @param value the loader's own object
 * @param payload its encoded form; null if it was not to be stored
 * @param <V> the type of the value
 */
record Loaded<V extends @Nullable Object>(V value, @Nullable Payload payload) {

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
