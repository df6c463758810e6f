package dev.cachekit.test;

import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.EntryKey;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks what a cache holds. */
public final class CacheAssert {

    private final String cache;
    private final CacheKitEngine engine;

    CacheAssert(String cache, CacheKitEngine engine) {
        this.cache = cache;
        this.engine = engine;
    }

    /**
     * Looks at one key.
     *
     * @param parts the key; several parts for the key that a method of several parameters has by default
     * @return to be asked about its entry
     * @throws AssertionError if no cache of this name is in use
     */
    @SuppressWarnings("NullAway") // it does not see that the elements of the array passed on may be null
    public EntryAssert key(@Nullable Object @Nullable ... parts) {
        Map<String, Type> inUse = engine.regions().types();
        Type type = inUse.get(cache);
        if (type == null) {
            throw new AssertionError("no cache '" + cache + "' is in use; in use are " + inUse.keySet());
        }
        String text = engine.keys().text(cache, parts == null ? new Object[] {null} : parts); // key(null) is one null
        return new EntryAssert(
                engine,
                engine.regions().region(cache, type),
                new EntryKey(engine.keys().space(cache), text));
    }
}
