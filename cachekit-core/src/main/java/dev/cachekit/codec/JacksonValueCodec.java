package dev.cachekit.codec;

import dev.cachekit.spi.Encoding;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.SizeLimits;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.spi.ValueCodec;
import dev.cachekit.spi.ValueTooLargeException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Encodes the values of one type: JSON, compressed where that pays, within the cache's limits. Immutable. */
final class JacksonValueCodec implements ValueCodec {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final JsonOfType json;
    private final String fingerprint;
    private final Compression compression;
    private final SizeLimits limits;

    JacksonValueCodec(JsonOfType json, String fingerprint, Compression compression, SizeLimits limits) {
        this.json = json;
        this.fingerprint = fingerprint;
        this.compression = compression;
        this.limits = limits;
    }

    @Override
    public Payload encode(@Nullable Object value) {
        if (value == null) {
            return new Payload(Encoding.NULL, fingerprint, NOTHING);
        }
        byte[] plain = json.write(value);
        byte[] stored = compression.isWorthTrying(plain) ? compression.compress(plain) : plain;
        if (stored.length > limits.maxValueSize()) {
            throw new ValueTooLargeException(stored.length, limits.maxValueSize());
        }
        boolean asIs = stored.length == plain.length;
        return new Payload(asIs ? Encoding.JSON : Encoding.COMPRESSED_JSON, fingerprint, ByteBuffer.wrap(stored));
    }

    /** Null has no structure, so a null of any structure is a null. */
    @Override
    public @Nullable Object decode(Payload payload) throws UnreadableValueException {
        if (payload.encoding() == Encoding.NULL) {
            return null;
        }
        if (!payload.fingerprint().equals(fingerprint)) {
            throw UnreadableValueException.ofOtherStructure();
        }
        byte[] stored = bytesOf(payload);
        return json.read(payload.encoding() == Encoding.JSON ? stored : compression.inflate(stored));
    }

    private static byte[] bytesOf(Payload payload) {
        byte[] bytes = new byte[payload.size()];
        payload.bytes().duplicate().get(bytes);
        return bytes;
    }
}
