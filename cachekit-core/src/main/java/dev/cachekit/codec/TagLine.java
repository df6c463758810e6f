package dev.cachekit.codec;

import dev.cachekit.spi.Tagging;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The line between header and payload of a tagged value: the tag clock as 16 hexadecimal digits, a tab before each tag,
 * a line feed. Tags have no control characters, so neither can be part of one.
 */
final class TagLine {

    private static final int CLOCK_LENGTH = 16;
    private static final String SEPARATOR = "\t";
    private static final byte[] NONE = {};

    private TagLine() {}

    /** Writes the line; nothing if there are no tags. */
    static byte[] write(Tagging tags) {
        if (tags.isEmpty()) {
            return NONE;
        }
        String names = SEPARATOR + String.join(SEPARATOR, tags.names()) + '\n';
        byte[] text = names.getBytes(StandardCharsets.UTF_8);
        byte[] line = new byte[CLOCK_LENGTH + text.length];
        EntryFormat.putHex(line, 0, CLOCK_LENGTH, tags.clock());
        System.arraycopy(text, 0, line, CLOCK_LENGTH, text.length);
        return line;
    }

    /** Returns the index behind the line feed of the line that begins there, -1 if it has no end. */
    static int end(byte[] bytes, int start) {
        for (int i = start; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Reads the line between two indexes; null if it is not as {@link #write} writes it. */
    static @Nullable Tagging read(HeaderFields bytes, int start, int end) {
        int names = start + CLOCK_LENGTH;
        if (end - names < 3 || !bytes.isNumber(start, CLOCK_LENGTH) || bytes.at(names) != '\t') {
            return null;
        }
        String text = bytes.utf8(names + 1, end - 1);
        try {
            List<String> tags = List.of(text.split(SEPARATOR, -1));
            tags.forEach(Tagging::check);
            return new Tagging(bytes.hex(start, CLOCK_LENGTH), tags);
        } catch (IllegalArgumentException damaged) {
            return null;
        }
    }
}
