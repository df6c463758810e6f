package dev.cachekit.codec;

import static dev.cachekit.codec.EntryFormat.TIME_LENGTH;

import dev.cachekit.Ttl;
import dev.cachekit.spi.Encoding;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.Freshness;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.Tagging;
import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads one header. Every field is checked before it is used, so no bytes whatever make it throw. */
final class HeaderReader {

    static final int[] SPACES = {8, 25, 42, 55, 68, 81, 98, 111, 128, 137};

    private static final Encoding[] ENCODINGS = Encoding.values();

    private final byte[] bytes;
    private final byte @Nullable [] incarnation;
    private final long now;
    private final HeaderFields fields;

    HeaderReader(byte[] bytes, byte @Nullable [] incarnation, long now) {
        this.bytes = bytes;
        this.incarnation = incarnation;
        this.now = now;
        this.fields = new HeaderFields(bytes);
    }

    Lookup read() {
        String flaw = flawOfFrame();
        if (flaw != null) {
            return new Lookup.Foreign(flaw);
        }
        return switch (bytes[EntryFormat.KIND_AT]) {
            case EntryFormat.VALUE -> isOfIncarnation() ? value() : new Lookup.Absent();
            case EntryFormat.LEASE -> isOfIncarnation() ? new Lookup.Loading(token()) : new Lookup.Absent();
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
        return isFramed() && fields.isToken(EntryFormat.TOKEN_AT) ? null : "damaged header";
    }

    private boolean isFramed() {
        for (int at : SPACES) {
            if (bytes[at] != ' ') {
                return false;
            }
        }
        return bytes[EntryFormat.END_AT] == '\n';
    }

    private boolean isOfIncarnation() {
        int from = EntryFormat.INCARNATION_AT;
        int to = from + EntryFormat.INCARNATION_LENGTH;
        return incarnation != null && Arrays.equals(bytes, from, to, incarnation, 0, incarnation.length);
    }

    private Lookup value() {
        Encoding encoding = encoding();
        if (encoding == null) {
            return new Lookup.Foreign("unknown encoding");
        }
        if (!isFingerprint() || !isVersion() || !areTimes() || !isReloader()) {
            return new Lookup.Foreign("damaged header of a value");
        }
        return switch (bytes[EntryFormat.TAGGED_AT]) {
            case EntryFormat.NONE -> hit(encoding, Tagging.NONE, EntryFormat.HEADER_LENGTH);
            case EntryFormat.TAGGED -> tagged(encoding);
            default -> new Lookup.Foreign("damaged header of a value");
        };
    }

    private Lookup tagged(Encoding encoding) {
        int start = TagLine.end(bytes, EntryFormat.HEADER_LENGTH);
        Tagging tags = start < 0 ? null : TagLine.read(fields, EntryFormat.HEADER_LENGTH, start);
        return tags == null ? new Lookup.Foreign("damaged tags") : hit(encoding, tags, start);
    }

    private Lookup hit(Encoding encoding, Tagging tags, int start) {
        ByteBuffer slice = ByteBuffer.wrap(bytes, start, bytes.length - start).slice();
        Payload payload = new Payload(encoding, fingerprint(), slice);
        long storedAt = fields.hex(EntryFormat.STORED_AT, TIME_LENGTH);
        Instant moment = Instant.ofEpochMilli(storedAt);
        Entry entry = new Entry(token(), payload, moment, loadTime(), version(), grace(), tags);
        return new Lookup.Hit(entry, new Freshness(age(storedAt), freshFor(), reloader()));
    }

    /** Never negative, though the clock may have been another server's. */
    private Duration age(long storedAt) {
        return Duration.ofMillis(Math.max(0, now - storedAt));
    }

    private Ttl freshFor() {
        long millis = fields.hex(EntryFormat.FRESH_FOR_AT, TIME_LENGTH);
        return millis == 0 ? Ttl.FOREVER : Ttl.of(Duration.ofMillis(millis));
    }

    private Duration grace() {
        return Duration.ofMillis(fields.hex(EntryFormat.GRACE_AT, TIME_LENGTH));
    }

    private @Nullable Token reloader() {
        boolean loading = fields.hex(EntryFormat.RELOAD_ENDS_AT, TIME_LENGTH) > now
                && bytes[EntryFormat.RELOADER_AT] != EntryFormat.NONE;
        return loading ? fields.token(EntryFormat.RELOADER_AT) : null;
    }

    private @Nullable Encoding encoding() {
        for (Encoding encoding : ENCODINGS) {
            if (encoding.mark() == bytes[EntryFormat.ENCODING_AT]) {
                return encoding;
            }
        }
        return null;
    }

    private boolean isFingerprint() {
        return fields.isHex(EntryFormat.FINGERPRINT_AT, Payload.FINGERPRINT_LENGTH)
                || fields.isNone(EntryFormat.FINGERPRINT_AT, Payload.FINGERPRINT_LENGTH);
    }

    private boolean isVersion() {
        return fields.isNone(EntryFormat.VERSION_AT, EntryFormat.VERSION_LENGTH)
                || fields.isNumber(EntryFormat.VERSION_AT, EntryFormat.VERSION_LENGTH);
    }

    private boolean areTimes() {
        return fields.isHex(EntryFormat.STORED_AT, TIME_LENGTH)
                && fields.isHex(EntryFormat.FRESH_FOR_AT, TIME_LENGTH)
                && fields.isHex(EntryFormat.GRACE_AT, TIME_LENGTH)
                && fields.isHex(EntryFormat.RELOAD_ENDS_AT, TIME_LENGTH)
                && fields.isHex(EntryFormat.LOAD_TIME_AT, EntryFormat.LOAD_TIME_LENGTH);
    }

    private boolean isReloader() {
        return fields.isNone(EntryFormat.RELOADER_AT, Token.LENGTH) || fields.isToken(EntryFormat.RELOADER_AT);
    }

    private String fingerprint() {
        return fields.text(EntryFormat.FINGERPRINT_AT, Payload.FINGERPRINT_LENGTH);
    }

    private Token token() {
        return fields.token(EntryFormat.TOKEN_AT);
    }

    private Duration loadTime() {
        return Duration.ofMillis(fields.hex(EntryFormat.LOAD_TIME_AT, EntryFormat.LOAD_TIME_LENGTH));
    }

    private @Nullable Long version() {
        boolean given = bytes[EntryFormat.VERSION_AT] != EntryFormat.NONE;
        return given ? fields.hex(EntryFormat.VERSION_AT, EntryFormat.VERSION_LENGTH) : null;
    }
}
