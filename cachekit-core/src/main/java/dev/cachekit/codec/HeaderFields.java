package dev.cachekit.codec;

import dev.cachekit.spi.Token;
import java.nio.charset.StandardCharsets;

/** Reads fields of fixed places out of bytes. Whoever reads a number has checked it before. */
final class HeaderFields {

    private final byte[] bytes;

    HeaderFields(byte[] bytes) {
        this.bytes = bytes;
    }

    byte at(int index) {
        return bytes[index];
    }

    String text(int at, int length) {
        return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    }

    String utf8(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    Token token(int at) {
        return new Token(text(at, Token.LENGTH));
    }

    boolean isToken(int at) {
        for (int i = at; i < at + Token.LENGTH; i++) {
            byte b = bytes[i];
            if (!(b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z')) {
                return false;
            }
        }
        return true;
    }

    boolean isNone(int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (bytes[i] != EntryFormat.NONE) {
                return false;
            }
        }
        return true;
    }

    boolean isHex(int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (digit(bytes[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Sixteen digits may say more than {@link Long#MAX_VALUE}, which is no number of ours. */
    boolean isNumber(int at, int length) {
        return isHex(at, length) && (length < 16 || digit(bytes[at]) < 8);
    }

    long hex(int at, int length) {
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
