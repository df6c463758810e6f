package dev.cachekit.key;

/** Whether keys of a declared type have a stable text, as far as the declaration shows. */
public sealed interface KeyCheck {

    /** They have. */
    record Stable() implements KeyCheck {}

    /** The key at hand decides: the declared type may hold both kinds. */
    record KnownAtRuntime() implements KeyCheck {}

    /**
     * They never have.
     *
     * @param type the declared type, or the part of it, that has no stable text
     */
    record Unsupported(Class<?> type) implements KeyCheck {}
}
