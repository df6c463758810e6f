package dev.cachekit.strategy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cachekit.spi.Encoding;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.spi.ValueCodec;
import dev.cachekit.spi.ValueTooLargeException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Texts as they are. Some texts cannot be stored or read, so that tests can show what happens then. */
final class TextCodec implements ValueCodec {

    static final String TOO_LARGE = "too large";
    static final String BREAKS_ENCODING = "breaks encoding";
    static final String UNREADABLE = "unreadable";
    static final String BREAKS_DECODING = "breaks decoding";

    private static final String FINGERPRINT = "00000000";

    /** The threads that have decoded. */
    final Set<Thread> readers = ConcurrentHashMap.newKeySet();

    @Override
    public Payload encode(@Nullable Object value) {
        if (value == null) {
            return new Payload(Encoding.NULL, FINGERPRINT, ByteBuffer.allocate(0));
        }
        if (value.equals(TOO_LARGE)) {
            throw new ValueTooLargeException(2, 1);
        }
        if (value.equals(BREAKS_ENCODING)) {
            throw new IllegalStateException("getter failed");
        }
        return new Payload(Encoding.JSON, FINGERPRINT, ByteBuffer.wrap(((String) value).getBytes(UTF_8)));
    }

    @Override
    public @Nullable Object decode(Payload payload) throws UnreadableValueException {
        readers.add(Thread.currentThread());
        if (payload.encoding() == Encoding.NULL) {
            return null;
        }
        String text = UTF_8.decode(payload.bytes()).toString();
        if (text.equals(UNREADABLE)) {
            throw new UnreadableValueException("for another structure");
        }
        if (text.equals(BREAKS_DECODING)) {
            throw new IllegalStateException("constructor failed");
        }
        return text;
    }
}
