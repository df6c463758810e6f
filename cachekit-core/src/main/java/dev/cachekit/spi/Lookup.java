package dev.cachekit.spi;

/** What a store holds under a key. */
public sealed interface Lookup {

    /**
     * A value.
     *
     * @param entry the value and its header
     * @param freshness how old it is
     */
    record Hit(Entry entry, Freshness freshness) implements Lookup {

        /**
         * Makes a value that is new.
         *
         * @param entry the value and its header
         */
        public Hit(Entry entry) {
            this(entry, Freshness.NEW);
        }
    }

    /**
     * No value yet, but somebody loads it.
     *
     * @param holder the token of that load
     */
    record Loading(Token holder) implements Lookup {}

    /** No value, and none may be filled while a write is under way. */
    record Fenced() implements Lookup {}

    /** Nothing. */
    record Absent() implements Lookup {}

    /**
     * Bytes that are not an entry of ours: damaged, or written by another program.
     *
     * @param reason why, without any of the bytes
     */
    record Foreign(String reason) implements Lookup {}
}
