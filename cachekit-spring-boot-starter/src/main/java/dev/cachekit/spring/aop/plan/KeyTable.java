package dev.cachekit.spring.aop.plan;

import dev.cachekit.spi.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * Keys by the two values they were made of, in a fixed number of places. A pair may stand in two places; what is kept last
 * stands first, so two pairs that share their places do not drive each other out. What is driven out is made anew. Safe for use
 * by many threads, which may at worst lose what another has just kept.
 */
final class KeyTable {

    static final int FEWEST = 64;
    static final int MOST = 32_768;

    /** Immutable: threads may hand it to each other through the places without any order. */
    private record Known(Object first, Object second, EntryKey key) {

        boolean isOf(Object one, Object other) {
            return (first == one || first.equals(one)) && (second == other || second.equals(other));
        }
    }

    private final int size;

    /** Empty until the first key is kept: most methods of an application are hardly called. */
    private volatile @Nullable Known[] places = new Known[0];

    private KeyTable(int size) {
        this.size = size;
    }

    /** Makes an empty table with room for about as many keys. */
    static KeyTable forKeys(long keys) {
        int wanted = (int) Math.max(FEWEST, Math.min(MOST, 2 * Math.min(MOST, keys)));
        return new KeyTable(Integer.highestOneBit(2 * wanted - 1));
    }

    @Nullable
    EntryKey find(Object first, Object second) {
        @Nullable Known[] now = places;
        if (now.length == 0) {
            return null;
        }
        int place = place(first, second);
        Known known = now[place];
        if (known != null && known.isOf(first, second)) {
            return known.key();
        }
        known = now[place + 1];
        return known != null && known.isOf(first, second) ? known.key() : null;
    }

    void keep(Object first, Object second, EntryKey key) {
        @Nullable Known[] now = places;
        if (now.length == 0) {
            now = new Known[size];
            places = now;
        }
        int place = place(first, second);
        now[place + 1] = now[place];
        now[place] = new Known(first, second, key);
    }

    /**
     * The first place of the pair, an even number. Numbers that follow each other stand beside each other, as they are often
     * asked for together; those that differ by a fixed step are spread, as in maps of the JDK 6.
     */
    private int place(Object first, Object second) {
        int hash = first.hashCode() * 0x9E3779B9 + second.hashCode();
        hash ^= hash >>> 20 ^ hash >>> 12;
        return (hash ^ hash >>> 7 ^ hash >>> 4) << 1 & size - 1;
    }
}
