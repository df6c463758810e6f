package dev.cachekit.strategy;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import dev.cachekit.strategy.Load.Former;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The value that stays readable while a load replaces it. Only what stood beside the lease when it had been granted counts: an
 * invalidation that came before would otherwise be undone by a load that takes the value up again, and one that comes
 * afterwards ends the lease. Safe for use by many threads.
 *
 * @param <V> the type of the value
 */
final class Replaced<V extends @Nullable Object> implements Supplier<Optional<Former<V>>> {

    private final ReadParts parts;
    private final CacheRegion<V> region;

    private volatile Lookup.@Nullable Hit beside;

    Replaced(ReadParts parts, CacheRegion<V> region) {
        this.parts = parts;
        this.region = region;
    }

    /** Takes what the store shows under the lease, if that is what the lease was granted for. */
    void seen(EntryKey key, Lookup lookup, Token expected) {
        boolean same = lookup instanceof Lookup.Hit hit && hit.entry().token().equals(expected);
        beside = same && !parts.isPending(key) ? (Lookup.Hit) lookup : null;
    }

    /** Decodes the value anew each time: nobody can change what another reads. */
    @Override
    public Optional<Former<V>> get() {
        Lookup.Hit hit = beside;
        return hit == null
                ? Optional.empty()
                : parts.values()
                        .decoded(region, hit)
                        .map(found ->
                                new Former<>(found.value(), hit.entry().tags().names()));
    }
}
