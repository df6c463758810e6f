package dev.cachekit.codec;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.ValueFormat;
import dev.cachekit.spi.Encoding;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.SizeLimits;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.spi.ValueCodec;
import java.nio.ByteBuffer;

/** Run by {@link MissingFormatTest} where the modules are missing. */
public final class WithoutFormats {

    private static final ValueCodec TEXTS =
            JacksonCodec.create().forType(String.class, new SizeLimits(Long.MAX_VALUE, 1_000));

    private WithoutFormats() {}

    public static String refusal() {
        try {
            return "writes " + JacksonCodec.create().writing(ValueFormat.SMILE, "cachekit.caches.feed.codec");
        } catch (InvalidConfigurationException refused) {
            return refused.getMessage();
        }
    }

    public static String reading() {
        Payload payload =
                new Payload(Encoding.CBOR, TEXTS.encode(null).fingerprint(), ByteBuffer.wrap(new byte[] {0x61, 0x61}));
        try {
            return "reads " + TEXTS.decode(payload);
        } catch (UnreadableValueException unreadable) {
            return unreadable.getMessage() + ", of another structure: " + unreadable.isOfOtherStructure();
        }
    }

    public static Object json() throws UnreadableValueException {
        return TEXTS.decode(TEXTS.encode("a value"));
    }
}
