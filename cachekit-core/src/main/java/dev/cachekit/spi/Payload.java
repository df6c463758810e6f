package dev.cachekit.spi;

import java.nio.ByteBuffer;

/**
 * An encoded value.
 *
 * @param encoding how to read the bytes
 * @param fingerprint eight hexadecimal digits that change with the structure of the declared type
 * @param bytes the encoded value, from position to limit; read-only, and a new view at every call
 */
public record Payload(Encoding encoding, String fingerprint, ByteBuffer bytes) {

    /** The length of every fingerprint. */
    public static final int FINGERPRINT_LENGTH = 8;

    /** Checks the fingerprint's length and makes the bytes read-only. */
    public Payload {
        if (fingerprint.length() != FINGERPRINT_LENGTH) {
            throw new IllegalArgumentException("fingerprint must have " + FINGERPRINT_LENGTH + " characters but was '"
                    + fingerprint + "'; pad it with zeros");
        }
        bytes = bytes.asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer bytes() {
        // A reader moves the position of its own view, never that of a value which others read at the same time.
        return bytes.duplicate();
    }

    /**
     * Returns the size of the encoded value.
     *
     * @return bytes
     */
    public int size() {
        return bytes.remaining();
    }
}
