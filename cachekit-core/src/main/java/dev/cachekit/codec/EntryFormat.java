package dev.cachekit.codec;

import dev.cachekit.spi.Entry;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.Token;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Format 1 of what stands under an entry's key: an ASCII header of {@value #HEADER_LENGTH} bytes, then the payload.
 *
 * <pre>
 *  0- 3  {@code "CK1 "}
 *  4     kind: V value, L lease, T fence
 *  5     encoding of a value: J, Z or N; '-' for others
 *  6     flag: w a lease somebody waits for, o a fence whose writers overlap; else '-'
 *  8-23  token
 * 25-32  fingerprint of the value's type; else eight '-'
 * 34-49  version, 16 lower-case hexadecimal digits; sixteen '-' if none
 * 51-62  stored at, milliseconds since 1970, 12 hexadecimal digits
 * 64-69  load time in milliseconds, 6 hexadecimal digits, at most ffffff
 * 70     line feed
 * </pre>
 *
 * All fields stand between single spaces. Places are fixed, so that a script can patch one in place. Stateless.
 */
public final class EntryFormat {

    /** The length of every header in bytes. */
    public static final int HEADER_LENGTH = 71;

    static final String MAGIC = "CK1 ";
    static final char VALUE = 'V';
    static final char LEASE = 'L';
    static final char FENCE = 'T';
    static final char NONE = '-';

    static final int KIND_AT = 4;
    static final int ENCODING_AT = 5;
    static final int FLAG_AT = 6;
    static final int TOKEN_AT = 8;
    static final int FINGERPRINT_AT = 25;
    static final int VERSION_AT = 34;
    static final int VERSION_LENGTH = 16;
    static final int STORED_AT = 51;
    static final int STORED_LENGTH = 12;
    static final int LOAD_TIME_AT = 64;
    static final int LOAD_TIME_LENGTH = 6;
    static final int END_AT = 70;

    private static final long LONGEST_LOAD_MILLIS = 0xffffffL;
    private static final long LATEST_STORED_MILLIS = 0xffffffffffffL;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private EntryFormat() {}

    /**
     * Writes a value.
     *
     * @param entry the value and what is known of it
     * @return new bytes
     */
    public static byte[] write(Entry entry) {
        Payload payload = entry.payload();
        byte[] bytes = header(VALUE, entry.token(), payload.size());
        bytes[ENCODING_AT] = (byte) payload.encoding().mark();
        putText(bytes, FINGERPRINT_AT, payload.fingerprint());
        Long version = entry.version();
        if (version != null) {
            putHex(bytes, VERSION_AT, VERSION_LENGTH, version);
        }
        long storedAt = entry.storedAt().toEpochMilli();
        putHex(bytes, STORED_AT, STORED_LENGTH, clamp(storedAt, LATEST_STORED_MILLIS));
        putHex(bytes, LOAD_TIME_AT, LOAD_TIME_LENGTH, clamp(entry.loadTime().toMillis(), LONGEST_LOAD_MILLIS));
        payload.bytes().duplicate().get(bytes, HEADER_LENGTH, payload.size());
        return bytes;
    }

    /**
     * Writes a lease nobody waits for yet.
     *
     * @param holder the token of the load
     * @return new bytes
     */
    public static byte[] writeLease(Token holder) {
        return header(LEASE, holder, 0);
    }

    /**
     * Writes the fence of one writer.
     *
     * @param writer the token of the write
     * @return new bytes
     */
    public static byte[] writeFence(Token writer) {
        return header(FENCE, writer, 0);
    }

    /**
     * Reads what stands under a key. Never throws: whatever is not of this format is {@link Lookup.Foreign}.
     *
     * @param bytes what the store holds; null if nothing. A value's payload shares this array, so leave it unchanged.
     * @return what it means
     */
    public static Lookup read(byte @Nullable [] bytes) {
        return bytes == null ? new Lookup.Absent() : new HeaderReader(bytes).read();
    }

    private static byte[] header(char kind, Token token, int payloadSize) {
        byte[] bytes = new byte[HEADER_LENGTH + payloadSize];
        Arrays.fill(bytes, 0, HEADER_LENGTH, (byte) NONE);
        putText(bytes, 0, MAGIC);
        bytes[KIND_AT] = (byte) kind;
        for (int at : HeaderReader.SPACES) {
            bytes[at] = ' ';
        }
        putText(bytes, TOKEN_AT, token.value());
        putHex(bytes, STORED_AT, STORED_LENGTH, 0);
        putHex(bytes, LOAD_TIME_AT, LOAD_TIME_LENGTH, 0);
        bytes[END_AT] = '\n';
        return bytes;
    }

    private static long clamp(long value, long highest) {
        return Math.max(0, Math.min(value, highest));
    }

    private static void putText(byte[] bytes, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            bytes[at + i] = (byte) text.charAt(i);
        }
    }

    private static void putHex(byte[] bytes, int at, int digits, long value) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            bytes[i] = HEX[(int) (rest & 0xf)];
            rest >>>= 4;
        }
    }
}
