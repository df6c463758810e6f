package dev.cachekit;

/**
 * A key, or a part of one, is of a type without a stable text. Found at start-up where the declared type shows it, else at the
 * first call with such a key.
 */
public final class UnsupportedKeyException extends InvalidConfigurationException {

    /**
     * @param where the annotation on a method, or the cache
     * @param type the type that has no stable text
     */
    public UnsupportedKeyException(String where, Class<?> type) {
        super(
                where,
                type.getName(),
                "a key must be of a type with a stable text",
                "use numbers, strings, enums, UUIDs, dates, records or collections of these, or a KeyFunction");
    }
}
