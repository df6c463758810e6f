package dev.cachekit.key;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.KeyFunction;
import dev.cachekit.UnsupportedKeyException;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the entry keys of one cache. Immutable, safe for use by many threads; never blocks. */
public final class KeyBuilder {

    private final CacheSpace space;
    private final String where;
    private final KeyText text;
    private final @Nullable KeyFunction function;

    KeyBuilder(CacheSpace space, String cache, @Nullable KeyFunction function) {
        this.space = space;
        this.where = "cache '" + cache + "'";
        this.text = KeyText.at(where);
        this.function = function;
    }

    /**
     * Returns the part of the store the keys are in.
     *
     * @return the cache's space
     */
    public CacheSpace space() {
        return space;
    }

    /**
     * Tells whether a {@link KeyFunction} makes the texts. What it makes of a key may change from call to call.
     *
     * @return false if equal keys of plain types always have the same text
     */
    public boolean hasFunction() {
        return function != null;
    }

    /**
     * Makes the entry key of one user key.
     *
     * @param key the user's key, null included
     * @return the entry key
     * @throws UnsupportedKeyException if it has no stable text
     */
    public EntryKey key(@Nullable Object key) {
        return new EntryKey(space, function == null || key == null ? text.of(key) : textBy(function, key));
    }

    /**
     * Makes the entry key of a user key of several parts. A {@link KeyFunction} is given them as an unmodifiable list,
     * or the part itself if it is the only one.
     *
     * @param parts the parts, each may be null
     * @return the entry key
     * @throws UnsupportedKeyException if a part has no stable text
     */
    public EntryKey keyOfParts(List<? extends @Nullable Object> parts) {
        if (parts.size() == 1) {
            return key(parts.get(0));
        }
        return function == null
                ? new EntryKey(space, text.ofParts(parts))
                : key(Collections.unmodifiableList(new ArrayList<@Nullable Object>(parts)));
    }

    private String textBy(KeyFunction function, Object key) {
        String made = function.keyText(key);
        if (made == null) {
            throw new InvalidConfigurationException(
                    where,
                    "null of " + function.getClass().getName(),
                    "a KeyFunction must return a text",
                    "return the same text for equal keys");
        }
        return Escape.text(made);
    }
}
