package dev.cachekit.key;

import dev.cachekit.spi.Token;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes tokens: eight random characters that name this instance, then eight that count. The count starts anywhere, so
 * even two instances of one name hardly ever share a token. Safe for use by many threads; never blocks after creation.
 */
public final class Tokens {

    private static final byte[] DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.US_ASCII);
    private static final int HALF = Token.LENGTH / 2;
    private static final long COUNTS = Math.round(Math.pow(DIGITS.length, HALF));

    private final byte[] start = new byte[HALF];
    private final AtomicLong count;

    /** Takes a new random name. */
    public Tokens() {
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < HALF; i++) {
            start[i] = DIGITS[random.nextInt(DIGITS.length)];
        }
        count = new AtomicLong(random.nextLong() & Long.MAX_VALUE >>> 1);
    }

    /**
     * Makes a token nobody else has.
     *
     * @return a new token
     */
    public Token next() {
        byte[] token = new byte[Token.LENGTH];
        System.arraycopy(start, 0, token, 0, HALF);
        long rest = Math.floorMod(count.getAndIncrement(), COUNTS);
        for (int i = Token.LENGTH - 1; i >= HALF; i--) {
            token[i] = DIGITS[(int) (rest % DIGITS.length)];
            rest /= DIGITS.length;
        }
        return new Token(new String(token, StandardCharsets.ISO_8859_1));
    }
}
