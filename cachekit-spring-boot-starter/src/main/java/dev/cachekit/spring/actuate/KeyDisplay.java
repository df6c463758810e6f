package dev.cachekit.spring.actuate;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows texts of keys, or their pattern where they may tell something of people: how many parts there are, and which are numbers.
 *
 * @param whole whether they are shown as they are
 */
public record KeyDisplay(boolean whole) {

    @Nullable
    String of(@Nullable String text) {
        return text == null || whole ? text : pattern(text);
    }

    /** Of a removal: the name of a tag may be that of a person. */
    String removed(String what) {
        return whole ? what : what.replaceFirst(" .*", "");
    }

    private static String pattern(String text) {
        return Arrays.stream(text.split(":", -1))
                .map(part -> part.matches("[0-9]+") ? "#" : "*")
                .collect(Collectors.joining(":"));
    }
}
