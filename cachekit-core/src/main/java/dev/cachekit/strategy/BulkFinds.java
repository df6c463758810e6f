package dev.cachekit.strategy;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import dev.cachekit.strategy.CacheReader.Found;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a read of several keys has found so far, and which values of the store it does not take. Used by one call, one step at a
 * time.
 *
 * @param <V> the type of the values
 */
final class BulkFinds<V extends @Nullable Object> implements BulkLease.Standing {

    private final ReadParts parts;
    private final CacheRegion<V> region;
    private final CallScope scope;
    private final BulkFallback<V> fallback;
    private final Function<EntryKey, NearFill<V>> near;
    private final Map<EntryKey, Token> rejected = new HashMap<>();
    private final Map<EntryKey, Found<V>> found = new LinkedHashMap<>();

    BulkFinds(
            ReadParts parts,
            CacheRegion<V> region,
            CallScope scope,
            BulkFallback<V> fallback,
            Function<EntryKey, NearFill<V>> near) {
        this.parts = parts;
        this.region = region;
        this.scope = scope;
        this.fallback = fallback;
        this.near = near;
    }

    static <V extends @Nullable Object> Map<EntryKey, Found<V>> of(Collection<EntryKey> some, Map<EntryKey, V> values) {
        Map<EntryKey, Found<V>> founds = new LinkedHashMap<>();
        some.forEach(key -> founds.put(key, new Found<>(BulkLoad.valueOf(values, key))));
        return founds;
    }

    /** A value that was found but cannot be read counts as absent. */
    void reject(EntryKey key, Token unreadable) {
        rejected.put(key, unreadable);
    }

    Map<EntryKey, Found<V>> all() {
        return found;
    }

    V value(EntryKey key) {
        return Objects.requireNonNull(found.get(key)).value();
    }

    void add(Map<EntryKey, Found<V>> more) {
        found.putAll(more);
    }

    List<EntryKey> left(List<EntryKey> keys) {
        return keys.stream().filter(key -> !found.containsKey(key)).toList();
    }

    /** As the call itself or others may have changed it since, within their transactions. */
    boolean isReadable(EntryKey key) {
        return !parts.isPending(key) && !scope.mayHaveTouched(key);
    }

    /** Takes a value that has come into the store meanwhile; false if it is one that was refused before. */
    boolean offered(EntryKey key, Lookup.Hit hit) {
        Token token = hit.entry().token();
        if (token.equals(rejected.get(key)) || token.equals(fallback.token(key))) {
            return false;
        }
        if (hit.freshness().isStale()) {
            fallback.found(key, hit);
        } else if (!serve(key, parts.values().decoded(region, hit))) {
            reject(key, token);
        } else {
            near.apply(key).found(value(key), hit);
        }
        return true;
    }

    boolean serve(EntryKey key, Optional<Found<V>> value) {
        value.ifPresent(present -> found.put(key, present));
        return value.isPresent();
    }

    void joined(EntryKey key, V value) {
        if (isReadable(key)) {
            found.put(key, new Found<>(value));
        }
    }

    void filled(EntryKey key, Lookup.Hit hit) {
        if (isReadable(key)) {
            offered(key, hit);
        }
    }

    @Override
    public @Nullable Token rejected(EntryKey key) {
        return rejected.get(key);
    }

    @Override
    public @Nullable Token reloaded(EntryKey key) {
        Token stays = fallback.token(key);
        return Objects.equals(stays, rejected.get(key)) ? null : stays;
    }
}
