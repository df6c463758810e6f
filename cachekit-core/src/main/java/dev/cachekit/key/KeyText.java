package dev.cachekit.key;

import dev.cachekit.UnsupportedKeyException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes the text of a key: the same for equal keys in every process, another for different keys.
 *
 * <ul>
 *   <li>Numbers, strings, characters, booleans, enums, UUIDs, dates and times, URIs, locales and currencies read as
 *       their usual text, numbers by their value: {@code 1}, {@code 1L} and {@code "1"} are equal.
 *   <li>A record is {@code (a,b)}, a collection or array {@code [a,b]}, a set {@code {a,b}} and a map {@code {k=v}},
 *       both sorted. An {@link java.util.Optional} is its content. Null is {@code %null}, the empty text {@code %empty}.
 *   <li>Several keys that make one are joined by colons.
 * </ul>
 *
 * In every text that comes from the user, whatever means something here or in a glob, blanks and characters that do not
 * print are percent-escaped: no user text reaches another key or acts as a pattern. Immutable, safe for use by many
 * threads; never blocks.
 */
public final class KeyText {

    private static final String NO_PARTS = "%none";

    private final String where;

    private KeyText(String where) {
        this.where = where;
    }

    /**
     * Makes texts for one place.
     *
     * @param where the annotation on a method, or the cache; begins messages about keys without a text
     * @return a maker of texts
     */
    public static KeyText at(String where) {
        return new KeyText(where);
    }

    /**
     * Makes the text of one key.
     *
     * @param key the key, null included
     * @return its text, never empty
     * @throws UnsupportedKeyException if it is of a type without a stable text, or has a part of such a type
     * @throws dev.cachekit.InvalidConfigurationException if it contains itself, nests more than 32 levels or would be
     *     longer than a million characters
     */
    public String of(@Nullable Object key) {
        if (key instanceof String text) {
            return Escape.text(text);
        }
        if (key instanceof Long || key instanceof Integer || key instanceof UUID) {
            return key.toString();
        }
        KeyTextWriter writer = new KeyTextWriter(where);
        writer.write(key);
        return writer.text();
    }

    /**
     * Returns a key as people write it: the text of which the escaped one is the key text.
     *
     * @param key the key, null included
     * @return its text; empty if it is null or has parts, and so has a key text only
     */
    public static Optional<String> plain(@Nullable Object key) {
        return key instanceof Optional<?> optional
                ? plain(optional.orElse(null))
                : Optional.ofNullable(key).map(ScalarText::of);
    }

    /**
     * Makes the text of a key of several parts, such as all parameters of a method. One part alone reads like
     * {@link #of}.
     *
     * @param parts the parts, each may be null
     * @return the texts of the parts, joined by colons
     * @throws UnsupportedKeyException as {@link #of} does
     */
    public String ofParts(List<? extends @Nullable Object> parts) {
        if (parts.isEmpty()) {
            return NO_PARTS;
        }
        if (parts.size() == 1) {
            return of(parts.get(0));
        }
        KeyTextWriter writer = new KeyTextWriter(where);
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                writer.sign(':');
            }
            writer.write(parts.get(i));
        }
        return writer.text();
    }
}
