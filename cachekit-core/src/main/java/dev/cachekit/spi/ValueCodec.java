package dev.cachekit.spi;

import org.jspecify.annotations.Nullable;

/** Writes and reads the values of one declared type. Safe for use by many threads. */
public interface ValueCodec {

    /**
     * Encodes a value.
     *
     * @param value the value, null included
     * @return the payload
     * @throws ValueTooLargeException if the encoded value is above the cache's limit
     * @throws dev.cachekit.CacheKitException if the value cannot be encoded
     */
    Payload encode(@Nullable Object value);

    /**
     * Decodes a payload into a new object.
     *
     * @param payload the payload
     * @return the value, which may be null
     * @throws UnreadableValueException if the payload was written for another structure, or is damaged
     */
    @Nullable
    Object decode(Payload payload) throws UnreadableValueException;
}
