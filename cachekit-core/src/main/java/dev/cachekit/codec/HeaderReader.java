package dev.cachekit.codec;

import dev.cachekit.spi.Encoding;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads one header. Every field is checked before it is used, so no bytes whatever make it throw. */
final class HeaderReader {

    static final int[] SPACES = {7, 24, 33, 50, 63};

    private static final Encoding[] ENCODINGS = Encoding.values();

    private final byte[] bytes;

    HeaderReader(byte[] bytes) {
        this.bytes = bytes;
    }

    Lookup read() {
        String flaw = flawOfFrame();
        if (flaw != null) {
            return new Lookup.Foreign(flaw);
        }
        return switch (bytes[EntryFormat.KIND_AT]) {
            case EntryFormat.VALUE -> value();
            case EntryFormat.LEASE -> new Lookup.Loading(token());
            case EntryFormat.FENCE -> new Lookup.Fenced();
            default -> new Lookup.Foreign("unknown kind of entry");
        };
    }

    private @Nullable String flawOfFrame() {
        if (bytes.length < EntryFormat.HEADER_LENGTH) {
            return "shorter than an entry's header: " + bytes.length + " bytes";
        }
        for (int i = 0; i < EntryFormat.MAGIC.length(); i++) {
            if (bytes[i] != EntryFormat.MAGIC.charAt(i)) {
                return "does not begin as an entry";
            }
        }
        return isFramed() && isToken() ? null : "damaged header";
    }

    private boolean isFramed() {
        for (int at : SPACES) {
            if (bytes[at] != ' ') {
                return false;
            }
        }
        return bytes[EntryFormat.END_AT] == '\n';
    }

    private boolean isToken() {
        for (int i = EntryFormat.TOKEN_AT; i < EntryFormat.TOKEN_AT + Token.LENGTH; i++) {
            byte b = bytes[i];
            if (!(b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z')) {
                return false;
            }
        }
        return true;
    }

    private Lookup value() {
        Encoding encoding = encoding();
        if (encoding == null) {
            return new Lookup.Foreign("unknown encoding");
        }
        if (!isHexOrNone(EntryFormat.FINGERPRINT_AT, Payload.FINGERPRINT_LENGTH) || !isVersion() || !areTimes()) {
            return new Lookup.Foreign("damaged header of a value");
        }
        return new Lookup.Hit(new Entry(token(), payload(encoding), storedAt(), loadTime(), version()));
    }

    private @Nullable Encoding encoding() {
        for (Encoding encoding : ENCODINGS) {
            if (encoding.mark() == bytes[EntryFormat.ENCODING_AT]) {
                return encoding;
            }
        }
        return null;
    }

    /** A version above {@link Long#MAX_VALUE} is none of ours. */
    private boolean isVersion() {
        return isHexOrNone(EntryFormat.VERSION_AT, EntryFormat.VERSION_LENGTH)
                && (bytes[EntryFormat.VERSION_AT] == EntryFormat.NONE || digit(bytes[EntryFormat.VERSION_AT]) < 8);
    }

    private boolean areTimes() {
        return isHex(EntryFormat.STORED_AT, EntryFormat.STORED_LENGTH)
                && isHex(EntryFormat.LOAD_TIME_AT, EntryFormat.LOAD_TIME_LENGTH);
    }

    private Payload payload(Encoding encoding) {
        int size = bytes.length - EntryFormat.HEADER_LENGTH;
        ByteBuffer slice =
                ByteBuffer.wrap(bytes, EntryFormat.HEADER_LENGTH, size).slice();
        return new Payload(encoding, text(EntryFormat.FINGERPRINT_AT, Payload.FINGERPRINT_LENGTH), slice);
    }

    private Token token() {
        return new Token(text(EntryFormat.TOKEN_AT, Token.LENGTH));
    }

    private Instant storedAt() {
        return Instant.ofEpochMilli(hex(EntryFormat.STORED_AT, EntryFormat.STORED_LENGTH));
    }

    private Duration loadTime() {
        return Duration.ofMillis(hex(EntryFormat.LOAD_TIME_AT, EntryFormat.LOAD_TIME_LENGTH));
    }

    private @Nullable Long version() {
        boolean given = bytes[EntryFormat.VERSION_AT] != EntryFormat.NONE;
        return given ? hex(EntryFormat.VERSION_AT, EntryFormat.VERSION_LENGTH) : null;
    }

    private String text(int at, int length) {
        return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    }

    private boolean isHexOrNone(int at, int length) {
        if (bytes[at] != EntryFormat.NONE) {
            return isHex(at, length);
        }
        for (int i = at; i < at + length; i++) {
            if (bytes[i] != EntryFormat.NONE) {
                return false;
            }
        }
        return true;
    }

    private boolean isHex(int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (digit(bytes[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    private long hex(int at, int length) {
        long value = 0;
        for (int i = at; i < at + length; i++) {
            value = value << 4 | digit(bytes[i]);
        }
        return value;
    }

    /** Lower case only, as we write it. */
    private static int digit(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        return b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
    }
}
