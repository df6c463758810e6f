package dev.cachekit.codec;

import dev.cachekit.spi.Encoding;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.SizeLimits;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.spi.ValueCodec;
import dev.cachekit.spi.ValueTooLargeException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Encodes the values of one type in one format, compressed where that pays, within the cache's limits. */
final class JacksonValueCodec implements ValueCodec {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final TypeInFormats values;
    private final TypeInFormat written;
    private final Encoding usual;
    private final String fingerprint;
    private final Compression compression;
    private final SizeLimits limits;

    JacksonValueCodec(TypeInFormats values, String fingerprint, Compression compression, SizeLimits limits) {
        this.values = values;
        this.written = values.written();
        this.usual = Encoding.of(values.format(), false);
        this.fingerprint = fingerprint;
        this.compression = compression;
        this.limits = limits;
    }

    @Override
    public Payload encode(@Nullable Object value) {
        if (value == null) {
            return new Payload(Encoding.NULL, fingerprint, NOTHING);
        }
        byte[] plain = written.write(value);
        byte[] stored = compression.isWorthTrying(plain) ? compression.compress(plain) : plain;
        if (stored.length > limits.maxValueSize()) {
            throw new ValueTooLargeException(stored.length, limits.maxValueSize());
        }
        boolean asIs = stored.length == plain.length;
        Encoding encoding = asIs ? usual : Encoding.of(values.format(), true);
        return new Payload(encoding, fingerprint, ByteBuffer.wrap(stored));
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
        return payload.encoding() == usual ? written.read(stored) : unusual(payload.encoding(), stored);
    }

    private @Nullable Object unusual(Encoding encoding, byte[] stored) throws UnreadableValueException {
        byte[] plain = encoding.isCompressed() ? compression.inflate(stored) : stored;
        return values.in(encoding.format()).read(plain);
    }

    private static byte[] bytesOf(Payload payload) {
        byte[] bytes = new byte[payload.size()];
        payload.bytes().duplicate().get(bytes);
        return bytes;
    }
}
