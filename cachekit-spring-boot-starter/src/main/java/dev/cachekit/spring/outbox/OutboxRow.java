package dev.cachekit.spring.outbox;

import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One removal as it stands in the table.
 *
 * @param id names the row for ever
 * @param cache the cache
 * @param prefix what stands for the cache in the keys of who wrote the row; the reader's configuration may differ
 * @param kind what is removed
 * @param what the text of the key, the glob or the tag; of no meaning for the whole cache
 */
record OutboxRow(String id, String cache, String prefix, Kind kind, String what) {

    /** The longest text the table holds. */
    static final int LONGEST = 1000;

    /** Stands in for nothing: some databases take an empty text for null, which the column refuses. */
    static final String NOTHING = "*";

    enum Kind {
        KEY,
        PATTERN,
        TAG,
        ALL;

        /** What only a newer version knows is covered by the whole cache. */
        static Kind of(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.name().equals(name))
                    .findFirst()
                    .orElse(ALL);
        }
    }

    /** Makes the rows of a removal. A text that does not fit is covered by the whole cache: more misses, nothing lost. */
    static List<OutboxRow> of(Removal removal, Supplier<String> ids) {
        if (removal instanceof Removal.Keys keys) {
            return keys.keys().stream()
                    .map(key -> row(ids.get(), key.space(), Kind.KEY, key.text()))
                    .toList();
        }
        if (removal instanceof Removal.Tags tags) {
            return tags.tags().stream()
                    .map(tag -> row(ids.get(), tags.space(), Kind.TAG, tag))
                    .toList();
        }
        if (removal instanceof Removal.Pattern pattern) {
            return List.of(row(ids.get(), pattern.space(), Kind.PATTERN, pattern.glob()));
        }
        return List.of(row(ids.get(), ((Removal.Clear) removal).space(), Kind.ALL, NOTHING));
    }

    private static OutboxRow row(String id, CacheSpace space, Kind kind, String what) {
        return what.isEmpty() || what.length() > LONGEST
                ? new OutboxRow(id, space.cache(), space.prefix(), Kind.ALL, NOTHING)
                : new OutboxRow(id, space.cache(), space.prefix(), kind, what);
    }

    /** Makes the removal again, in the part of the store that the cache and the prefix of this row name. */
    Removal removal(CacheSpace space) {
        return switch (kind) {
            case KEY -> new Removal.Keys(List.of(new EntryKey(space, what)));
            case PATTERN -> new Removal.Pattern(space, what);
            case TAG -> new Removal.Tags(space, Set.of(what));
            case ALL -> new Removal.Clear(space);
        };
    }
}
