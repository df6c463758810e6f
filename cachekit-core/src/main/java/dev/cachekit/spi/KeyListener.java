package dev.cachekit.spi;

/**
 * Is told which keys are read and removed, for views that operators look at. The only listener that hears of keys, which may be
 * personal: who keeps what it is told decides who may see it. Called on the caller's thread; must return at once and must not
 * throw. Implementations are safe for use by many threads. No method is told a value.
 */
public non-sealed interface KeyListener extends Listener {

    /** Listens to nothing. */
    KeyListener NONE = new KeyListener() {};

    /**
     * A key was read, found or not. Of many reads few are told, chosen at random.
     *
     * @param key the key
     * @param reads how many reads this one stands for
     */
    default void onRead(EntryKey key, int reads) {}

    /**
     * A removal that this process has asked for was acknowledged or queued. Told once: not again when what was queued is
     * acknowledged.
     *
     * @param removal what was removed, and what came of it
     */
    default void onRemoval(Removal removal) {}

    /**
     * A removal.
     *
     * @param cache the cache's name
     * @param kind a short fixed word: {@code key}, {@code pattern}, {@code tag} or {@code all}
     * @param count how many keys, patterns or tags
     * @param first the text of the first of them; empty for {@code all}
     * @param outcome what came of it
     */
    record Removal(String cache, String kind, int count, String first, Outcome outcome) {}

    /** What came of a removal. */
    enum Outcome {
        /** The store has acknowledged it. */
        ACKNOWLEDGED,

        /** The store has not acknowledged it in time; it is sent again until it does. */
        QUEUED
    }
}
