package dev.cachekit.spi;

/** How the bytes of a payload are to be read. The mark stands in the entry's header. */
public enum Encoding {
    /** UTF-8 JSON of the declared type. */
    JSON('J'),
    /** Compressed JSON. */
    COMPRESSED_JSON('Z'),
    /** The value is null; there are no bytes. */
    NULL('N');

    private final char mark;

    Encoding(char mark) {
        this.mark = mark;
    }

    /**
     * Returns the character that stands for this encoding in a header.
     *
     * @return the mark
     */
    public char mark() {
        return mark;
    }
}
