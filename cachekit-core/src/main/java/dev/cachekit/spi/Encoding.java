package dev.cachekit.spi;

import dev.cachekit.ValueFormat;

/** How the bytes of a payload are to be read. The mark stands in the entry's header. */
public enum Encoding {
    /** UTF-8 JSON of the declared type. */
    JSON('J', ValueFormat.JSON, false),
    /** Compressed JSON. */
    COMPRESSED_JSON('Z', ValueFormat.JSON, true),
    /** The value is null; there are no bytes. */
    NULL('N', ValueFormat.JSON, false),
    /** Smile of the declared type. */
    SMILE('S', ValueFormat.SMILE, false),
    /** Compressed Smile. */
    COMPRESSED_SMILE('s', ValueFormat.SMILE, true),
    /** CBOR of the declared type. */
    CBOR('C', ValueFormat.CBOR, false),
    /** Compressed CBOR. */
    COMPRESSED_CBOR('c', ValueFormat.CBOR, true);

    private final char mark;
    private final ValueFormat format;
    private final boolean compressed;

    Encoding(char mark, ValueFormat format, boolean compressed) {
        this.mark = mark;
        this.format = format;
        this.compressed = compressed;
    }

    /**
     * Finds the encoding of bytes.
     *
     * @param format their format
     * @param compressed whether they are compressed
     * @return the encoding
     */
    public static Encoding of(ValueFormat format, boolean compressed) {
        return switch (format) {
            case JSON -> compressed ? COMPRESSED_JSON : JSON;
            case SMILE -> compressed ? COMPRESSED_SMILE : SMILE;
            case CBOR -> compressed ? COMPRESSED_CBOR : CBOR;
        };
    }

    /**
     * Returns the character that stands for this encoding in a header.
     *
     * @return the mark
     */
    public char mark() {
        return mark;
    }

    /**
     * Returns the format of the bytes, once they are inflated.
     *
     * @return the format; of a null, which has no bytes, JSON
     */
    public ValueFormat format() {
        return format;
    }

    /**
     * Tells whether the bytes are compressed.
     *
     * @return true if so
     */
    public boolean isCompressed() {
        return compressed;
    }
}
