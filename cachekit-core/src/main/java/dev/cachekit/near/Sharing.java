package dev.cachekit.near;

import dev.cachekit.operation.CopyMode;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.spi.ValueCodec;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the hits of a near cache are given one object or a copy each. Immutable.
 *
 * @param codec reads copies
 * @param shares whether there is one object for all
 * @param <V> the type of the values
 */
record Sharing<V extends @Nullable Object>(ValueCodec codec, boolean shares) {

    static <V extends @Nullable Object> Sharing<V> of(CopyMode mode, Type type, ValueCodec codec) {
        return new Sharing<>(
                codec,
                switch (mode) {
                    case NEVER -> true;
                    case ON_READ -> false;
                    case AUTO -> ImmutableTypes.isDeeplyImmutable(type);
                });
    }

    /** Returns what all hits are given; null if each gets a copy. Null needs no copies. */
    @Nullable
    Kept<V> shared(NearValue<V> value) {
        return shares || value.value() == null ? new Kept<>(value.value()) : null;
    }

    @Nullable
    Kept<V> serve(NearEntry<V> entry) {
        Kept<V> shared = entry.shared();
        Payload payload = entry.payload();
        return shared != null || payload == null ? shared : copy(payload);
    }

    /** What cannot be read is not there: the store is asked, and reports it. */
    @SuppressWarnings({"unchecked", "NullAway"}) // the codec reads the one declared type, null if it may be
    private @Nullable Kept<V> copy(Payload payload) {
        try {
            return new Kept<>((V) codec.decode(payload));
        } catch (UnreadableValueException | RuntimeException unreadable) {
            return null;
        }
    }
}
