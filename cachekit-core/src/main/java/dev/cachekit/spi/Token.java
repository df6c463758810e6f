package dev.cachekit.spi;

/**
 * Names one load or one write for ever: no other load or write, in any process, at any time, has the same token.
 *
 * @param value exactly {@value #LENGTH} characters out of {@code [0-9A-Za-z]}
 */
public record Token(String value) {

    /** The length of every token, fixed because tokens stand at a fixed place in an entry's header. */
    public static final int LENGTH = 16;

    /** Checks the length. */
    public Token {
        if (value.length() != LENGTH) {
            throw new IllegalArgumentException(
                    "token must have " + LENGTH + " characters but was '" + value + "'; make it with Tokens");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
