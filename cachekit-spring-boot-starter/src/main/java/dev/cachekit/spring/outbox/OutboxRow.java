package dev.cachekit.spring.outbox;

import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One removal as it stands in the table.
 *
 * @param id names the row for ever
 * @param cache the cache
 * @param kind what is removed
 * @param what the text of the key, the glob or the tag; of no meaning for the whole cache
 */
record OutboxRow(String id, String cache, Kind kind, String what) {

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
                    .map(key -> row(ids.get(), key.cache(), Kind.KEY, key.text()))
                    .toList();
        }
        if (removal instanceof Removal.Tags tags) {
            return tags.tags().stream()
                    .map(tag -> row(ids.get(), tags.space().cache(), Kind.TAG, tag))
                    .toList();
        }
        if (removal instanceof Removal.Pattern pattern) {
            return List.of(row(ids.get(), pattern.space().cache(), Kind.PATTERN, pattern.glob()));
        }
        return List.of(row(ids.get(), ((Removal.Clear) removal).space().cache(), Kind.ALL, NOTHING));
    }

    private static OutboxRow row(String id, String cache, Kind kind, String what) {
        return what.isEmpty() || what.length() > LONGEST
                ? new OutboxRow(id, cache, Kind.ALL, NOTHING)
                : new OutboxRow(id, cache, kind, what);
    }

    Removal removal(Function<String, CacheSpace> spaces) {
        CacheSpace space = spaces.apply(cache);
        return switch (kind) {
            case KEY -> new Removal.Keys(List.of(new EntryKey(space, what)));
            case PATTERN -> new Removal.Pattern(space, what);
            case TAG -> new Removal.Tags(space, Set.of(what));
            case ALL -> new Removal.Clear(space);
        };
    }
}
