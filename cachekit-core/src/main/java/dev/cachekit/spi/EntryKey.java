package dev.cachekit.spi;

/**
 * The key of one entry: a cache and the text of the user's key.
 *
 * @param space the cache's part of the store
 * @param text the escaped text of the user's key
 */
public record EntryKey(CacheSpace space, String text) {

    /**
     * Returns the lane of this key.
     *
     * @return the lane, the same in every process
     */
    public Lane lane() {
        return Lane.of(space.cache(), text);
    }

    /**
     * Returns the key as it stands in the store.
     *
     * @return {@code <app>:{<lane>}:<prefix>:<format>:<key>}
     */
    public String storeKey() {
        return space.keyStart(lane()) + text;
    }

    /**
     * Returns the cache this key belongs to.
     *
     * @return the cache's name
     */
    public String cache() {
        return space.cache();
    }

    @Override
    public int hashCode() {
        return 31 * space.cache().hashCode() + text.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntryKey that && text.equals(that.text) && space.equals(that.space);
    }

    @Override
    public String toString() {
        return space.cache() + "[" + text + "]";
    }
}
