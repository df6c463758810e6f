package dev.cachekit.strategy;

import dev.cachekit.CacheKitException;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.spi.ValueCodec;
import dev.cachekit.spi.ValueTooLargeException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one cache become bytes and come back. Safe for use by many threads.
 *
 * @param <V> the type of the values
 */
public final class ValueForm<V extends @Nullable Object> {

    private final ValueCodec codec;
    private final IntSupplier mostElements;

    ValueForm(ValueCodec codec, IntSupplier mostElements) {
        this.codec = codec;
        this.mostElements = mostElements;
    }

    /**
     * Tells why a stored payload cannot be served.
     *
     * @param payload the payload
     * @return the reason as its message, null if it can be read
     */
    public @Nullable UnreadableValueException problemWith(Payload payload) {
        try {
            decode(payload);
            return null;
        } catch (UnreadableValueException unreadable) {
            return unreadable;
        }
    }

    /**
     * What goes wrong with a value on its way through the store.
     *
     * @param atWriting whether it could not even be written
     * @param problem what is wrong, without the value
     */
    public record Loss(boolean atWriting, String problem) {}

    /**
     * Tells what a value loses on its way through the store: it is encoded, decoded, and encoded again. Stores nothing.
     *
     * @param sample a value of the declared type
     * @return what is wrong; empty if it comes back whole, or is larger than what is stored
     */
    @SuppressWarnings("unchecked") // the codec refuses what is not of the declared type
    public Optional<Loss> lossOf(Object sample) {
        Payload written;
        try {
            written = encode((V) sample);
        } catch (ValueTooLargeException | TooManyElementsException large) {
            return Optional.empty();
        } catch (CacheKitException refused) {
            return Optional.of(new Loss(true, String.valueOf(refused.getMessage())));
        }
        try {
            Payload again = encode(decode(written));
            return again.bytes().equals(written.bytes())
                    ? Optional.empty()
                    : Optional.of(new Loss(false, "what was read is written otherwise than what was stored"));
        } catch (UnreadableValueException | CacheKitException lost) {
            return Optional.of(new Loss(false, String.valueOf(lost.getMessage())));
        }
    }

    /** Encodes a value. Whatever a type's own code throws is one kind of failure: the value cannot be stored. */
    Payload encode(V value) {
        int elements = elements(value);
        int limit = mostElements.getAsInt();
        if (elements > limit) {
            throw new TooManyElementsException(elements, limit);
        }
        try {
            return codec.encode(value);
        } catch (CacheKitException known) {
            throw known;
        } catch (RuntimeException unexpected) {
            throw new UnencodableValueException(unexpected);
        }
    }

    private static int elements(@Nullable Object value) {
        if (value instanceof Collection<?> collection) {
            return collection.size();
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        return value instanceof Object[] array ? array.length : 1;
    }

    /** Decodes a payload. Whatever a type's own code throws is one kind of failure: the payload cannot be read. */
    @SuppressWarnings({"unchecked", "NullAway"
    }) // the codec reads the one declared type of this cache, null if it may be
    V decode(Payload payload) throws UnreadableValueException {
        try {
            return (V) codec.decode(payload);
        } catch (RuntimeException unexpected) {
            throw new UnreadableValueException(
                    "reading failed with " + unexpected.getClass().getName());
        }
    }
}
