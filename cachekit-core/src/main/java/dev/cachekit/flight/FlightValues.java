package dev.cachekit.flight;

import dev.cachekit.CacheKitException;
import dev.cachekit.ValueFormat;
import dev.cachekit.spi.Codec;
import dev.cachekit.spi.SizeLimits;
import dev.cachekit.spi.UnreadableValueException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Takes the values of one flight from process to process. Safe for use by many threads. */
public interface FlightValues {

    /** How large an encoded value may be, and from when on it is compressed. */
    SizeLimits LIMITS = new SizeLimits(8L << 10, 16L << 20);

    /** Of calls that give no value. */
    FlightValues NOTHING = new FlightValues() {
        @Override
        public ByteBuffer encode(@Nullable Object value) {
            return ByteBuffer.allocate(0);
        }

        @Override
        public @Nullable Object decode(ByteBuffer bytes) {
            return null;
        }
    };

    /**
     * Encodes a value.
     *
     * @param value the value, null included
     * @return the bytes
     * @throws RuntimeException if the value cannot be encoded, or is larger than {@link #LIMITS} allow
     */
    ByteBuffer encode(@Nullable Object value);

    /**
     * Decodes a value into a new object.
     *
     * @param bytes the bytes
     * @return the value, which may be null
     * @throws UnreadableValueException if the bytes are of another type, of another structure of it, or damaged
     */
    @Nullable
    Object decode(ByteBuffer bytes) throws UnreadableValueException;

    /**
     * Makes the values of a declared type.
     *
     * @param codec writes and reads it
     * @param type the type
     * @return the values
     * @throws CacheKitException if values of this type could not be read back as declared
     */
    static FlightValues of(Codec codec, Type type) {
        return new DeclaredValues(
                codec.writing(ValueFormat.JSON, "single flights").forType(type, LIMITS));
    }

    /**
     * Makes values whose type nobody has declared: texts, numbers, times and the like are shared, anything else is not.
     *
     * @param codec writes and reads them
     * @return the values
     */
    static FlightValues undeclared(Codec codec) {
        return new PlainValues(codec);
    }
}
