package dev.cachekit.key;

import java.util.BitSet;

/**
 * Percent-escapes user text, so that it holds none of the characters that mean something in a key, a glob or a log.
 * Different texts stay different, lone surrogates included, which plain UTF-8 would merge into question marks.
 *
 * <p>Which characters are kept is fixed here rather than asked of {@link Character}: its tables differ between Java
 * versions, and two processes must agree on every text.
 */
final class Escape {

    private static final String STRUCTURE = ":,=()[]{}*?\\%";
    private static final String EMPTY = "%empty";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final BitSet ESCAPED = escapedBelowSurrogates();

    private Escape() {}

    /** Returns the text itself if nothing in it needs an escape. */
    static String text(String raw) {
        int first = firstEscaped(raw);
        if (first == raw.length()) {
            return raw.isEmpty() ? EMPTY : raw;
        }
        StringBuilder out = new StringBuilder(raw.length() + 16);
        append(raw, first, out);
        return out.toString();
    }

    static void append(String raw, StringBuilder out) {
        if (raw.isEmpty()) {
            out.append(EMPTY);
        } else {
            append(raw, firstEscaped(raw), out);
        }
    }

    static boolean isBlankOrControl(int codePoint) {
        return isEscaped(codePoint) && (codePoint > 0xFF || STRUCTURE.indexOf(codePoint) < 0);
    }

    static void percent(int codePoint, StringBuilder out) {
        if (codePoint < 0x80) {
            octet(codePoint, out);
        } else {
            percentOfSeveralOctets(codePoint, out);
        }
    }

    private static void append(String raw, int plain, StringBuilder out) {
        out.append(raw, 0, plain);
        for (int i = plain; i < raw.length(); ) {
            int codePoint = raw.codePointAt(i);
            if (isEscaped(codePoint)) {
                percent(codePoint, out);
            } else {
                out.appendCodePoint(codePoint);
            }
            i += Character.charCount(codePoint);
        }
    }

    private static int firstEscaped(String raw) {
        int length = raw.length();
        for (int i = 0; i < length; i++) {
            char c = raw.charAt(i);
            if (c >= Character.MIN_SURROGATE || ESCAPED.get(c)) {
                return i;
            }
        }
        return length;
    }

    private static boolean isEscaped(int codePoint) {
        if (codePoint < Character.MIN_SURROGATE) {
            return ESCAPED.get(codePoint);
        }
        return isSurrogateOrPrivate(codePoint)
                || codePoint == 0xFEFF
                || codePoint >= 0xFFF0 && codePoint <= 0xFFFF
                || codePoint >= 0xE0000;
    }

    private static boolean isSurrogateOrPrivate(int codePoint) {
        return codePoint <= 0xF8FF;
    }

    private static void percentOfSeveralOctets(int codePoint, StringBuilder out) {
        int octets = codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
        int lead = 0xF00 >> octets & 0xFF;
        octet(lead | codePoint >> 6 * (octets - 1), out);
        for (int shift = 6 * (octets - 2); shift >= 0; shift -= 6) {
            octet(0x80 | codePoint >> shift & 0x3F, out);
        }
    }

    private static void octet(int value, StringBuilder out) {
        out.append('%').append(HEX[value >> 4]).append(HEX[value & 0xF]);
    }

    private static BitSet escapedBelowSurrogates() {
        BitSet escaped = new BitSet(Character.MIN_SURROGATE);
        STRUCTURE.chars().forEach(escaped::set);
        escaped.set(0, ' ' + 1);
        escaped.set(0x7F, 0xA0 + 1);
        escaped.set(0xAD);
        escaped.set(0x61C);
        escaped.set(0x1680);
        escaped.set(0x180E);
        escaped.set(0x2000, 0x200F + 1);
        escaped.set(0x2028, 0x202F + 1);
        escaped.set(0x205F, 0x206F + 1);
        escaped.set(0x3000);
        return escaped;
    }
}
