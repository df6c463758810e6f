package dev.cachekit.codec;

import dev.cachekit.Ttl;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.Token;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Format 2 of what stands under an entry's key: an ASCII header of {@value #HEADER_LENGTH} bytes, then the line of tags
 * if there are any, then the payload.
 *
 * <pre>
 *   0-  3  {@code "CK2 "}
 *   4      kind: V value, L lease, T fence
 *   5      encoding of a value, see Encoding; '-' for others
 *   6      flag: w somebody waits for the end of the lease or reload, o a fence whose writers overlap,
 *          m one whose writers met; else '-'
 *   7      t if a line of tags follows; else '-'
 *   9- 24  token
 *  26- 41  incarnation of the cache in its lane, 16 hexadecimal digits
 *  43- 54  stored at, milliseconds since 1970, 12 hexadecimal digits
 *  56- 67  fresh for, milliseconds, 12 hexadecimal digits; 0 for ever
 *  69- 80  grace, milliseconds that the value is kept beyond, 12 hexadecimal digits
 *  82- 97  token of the load that replaces the value while it stays readable; sixteen '-' if none
 *  99-110  until when that load has the lease, or until when nobody may reload; milliseconds since 1970
 * 112-127  version, 16 hexadecimal digits; sixteen '-' if none
 * 129-136  fingerprint of the value's type; else eight '-'
 * 138-143  load time in milliseconds, 6 hexadecimal digits, at most ffffff
 * 144      line feed
 * </pre>
 *
 * All fields stand between single spaces, all digits are lower case. Places are fixed, so that a script can patch one in
 * place; incarnation and times are the store's to write. Stateless.
 */
public final class EntryFormat {

    /** The length of every header in bytes. */
    public static final int HEADER_LENGTH = 145;

    /** Where the token of every header begins. */
    public static final int TOKEN_AT = 9;

    static final String MAGIC = "CK2 ";
    static final char VALUE = 'V';
    static final char LEASE = 'L';
    static final char FENCE = 'T';
    static final char TAGGED = 't';
    static final char NONE = '-';

    static final int KIND_AT = 4;
    static final int ENCODING_AT = 5;
    static final int FLAG_AT = 6;
    static final int TAGGED_AT = 7;
    static final int INCARNATION_AT = 26;
    static final int INCARNATION_LENGTH = 16;
    static final int STORED_AT = 43;
    static final int FRESH_FOR_AT = 56;
    static final int GRACE_AT = 69;
    static final int RELOADER_AT = 82;
    static final int RELOAD_ENDS_AT = 99;
    static final int TIME_LENGTH = 12;
    static final int VERSION_AT = 112;
    static final int VERSION_LENGTH = 16;
    static final int FINGERPRINT_AT = 129;
    static final int LOAD_TIME_AT = 138;
    static final int LOAD_TIME_LENGTH = 6;
    static final int END_AT = 144;

    private static final long LONGEST_LOAD_MILLIS = 0xffffffL;
    private static final long LATEST_MILLIS = 0xffffffffffffL;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private EntryFormat() {}

    /**
     * Writes a value.
     *
     * @param entry the value and what is known of it
     * @param ttl how long it is fresh
     * @return new bytes
     */
    public static byte[] write(Entry entry, Ttl ttl) {
        Payload payload = entry.payload();
        byte[] tags = TagLine.write(entry.tags());
        byte[] bytes = header(VALUE, entry.token(), tags.length + payload.size());
        bytes[ENCODING_AT] = (byte) payload.encoding().mark();
        putText(bytes, FINGERPRINT_AT, payload.fingerprint());
        Long version = entry.version();
        if (version != null) {
            putHex(bytes, VERSION_AT, VERSION_LENGTH, version);
        }
        putHex(bytes, STORED_AT, TIME_LENGTH, clamp(entry.storedAt().toEpochMilli(), LATEST_MILLIS));
        putHex(bytes, FRESH_FOR_AT, TIME_LENGTH, freshFor(ttl));
        putHex(bytes, GRACE_AT, TIME_LENGTH, clamp(entry.grace().toMillis(), LATEST_MILLIS));
        putHex(bytes, LOAD_TIME_AT, LOAD_TIME_LENGTH, clamp(entry.loadTime().toMillis(), LONGEST_LOAD_MILLIS));
        if (tags.length > 0) {
            bytes[TAGGED_AT] = TAGGED;
            System.arraycopy(tags, 0, bytes, HEADER_LENGTH, tags.length);
        }
        payload.bytes().get(bytes, HEADER_LENGTH + tags.length, payload.size());
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
     * Reads what stands under a key. Never throws: whatever is not of this format is {@link Lookup.Foreign}. A value or
     * lease of another incarnation counts as absent.
     *
     * @param bytes what the store holds; null if nothing. A value's payload shares this array, so leave it unchanged.
     * @param incarnation the incarnation of the cache in the key's lane; null if there is none
     * @param now the store's clock, milliseconds since 1970
     * @return what it means
     */
    public static Lookup read(byte @Nullable [] bytes, byte @Nullable [] incarnation, long now) {
        return bytes == null ? new Lookup.Absent() : new HeaderReader(bytes, incarnation, now).read();
    }

    /**
     * As {@link #read}, as if the incarnation that the bytes name were that of the cache: what died with an earlier one is shown
     * as what it was.
     *
     * @param bytes what the store holds
     * @param now the store's clock, milliseconds since 1970
     * @return what it meant
     */
    public static Lookup readWhatever(byte[] bytes, long now) {
        int end = INCARNATION_AT + INCARNATION_LENGTH;
        return read(bytes, bytes.length < end ? null : Arrays.copyOfRange(bytes, INCARNATION_AT, end), now);
    }

    private static long freshFor(Ttl ttl) {
        return ttl.isForever() ? 0 : Math.max(1, clamp(ttl.duration().toMillis(), LATEST_MILLIS));
    }

    private static byte[] header(char kind, Token token, int rest) {
        byte[] bytes = new byte[HEADER_LENGTH + rest];
        Arrays.fill(bytes, 0, HEADER_LENGTH, (byte) NONE);
        putText(bytes, 0, MAGIC);
        bytes[KIND_AT] = (byte) kind;
        for (int at : HeaderReader.SPACES) {
            bytes[at] = ' ';
        }
        putText(bytes, TOKEN_AT, token.value());
        putHex(bytes, STORED_AT, TIME_LENGTH, 0);
        putHex(bytes, FRESH_FOR_AT, TIME_LENGTH, 0);
        putHex(bytes, GRACE_AT, TIME_LENGTH, 0);
        putHex(bytes, RELOAD_ENDS_AT, TIME_LENGTH, 0);
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

    static void putHex(byte[] bytes, int at, int digits, long value) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            bytes[i] = HEX[(int) (rest & 0xf)];
            rest >>>= 4;
        }
    }
}
