package dev.cachekit.strategy;

import dev.cachekit.call.Caller;
import dev.cachekit.near.Kept;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import dev.cachekit.strategy.CacheReader.Found;
import dev.cachekit.strategy.ReloadRules.Step;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One read of several keys: one look-up, then the leases of the missing keys all at once, one load for the keys granted,
 * their fills all at once; keys that others load are awaited last, so that two such reads cannot wait for each other.
 *
 * @param <V> the type of the values
 */
public final class BulkReadCall<V extends @Nullable Object> {

    private final ReadParts parts;
    private final CachePorts ports;
    private final CacheRegion<V> region;
    private final List<EntryKey> keys;
    private final Map<EntryKey, NearFill<V>> fills = new HashMap<>();
    private final Set<EntryKey> readable;
    private final CallScope scope;
    private final BulkFallback<V> fallback;
    private final Map<EntryKey, Found<V>> found = new LinkedHashMap<>();

    BulkReadCall(ReadParts parts, CacheRegion<V> region, Collection<EntryKey> keys, Caller caller) {
        this.parts = parts;
        this.ports = parts.ports();
        this.region = region;
        this.scope = new CallScope(ports, caller, region.settings().maxWait());
        this.fallback = new BulkFallback<>(parts, region, scope);
        this.keys = keys.stream().distinct().toList();
        this.keys.forEach(key -> fills.put(key, NearFill.begin(region, key)));
        boolean enabled = region.isEnabled();
        this.readable = this.keys.stream()
                .filter(key -> enabled && !parts.isPending(key) && !scope.hasTouched(key))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Looks the keys up.
     *
     * @return what was found; keys without a value are left out
     */
    public CompletionStage<Map<EntryKey, Found<V>>> find() {
        return lookUp().thenApply(lookups -> {
            for (EntryKey key : wanted()) {
                parts.values()
                        .read(region, lookups.getOrDefault(key, new Lookup.Absent()), fill(key))
                        .ifPresent(value -> found.put(key, value));
            }
            return found;
        });
    }

    /**
     * Looks the keys up and loads those without a value.
     *
     * @param loader loads many keys; its map has a value, or null, for each
     * @return a value for each key
     */
    public CompletionStage<Map<EntryKey, Found<V>>> load(
            Function<Collection<EntryKey>, CompletionStage<Map<EntryKey, V>>> loader) {
        return load(BulkLoad.of(region, loader));
    }

    /**
     * Looks the keys up and loads those without a value.
     *
     * @param load what to do for those without a value
     * @return a value for each key
     */
    public CompletionStage<Map<EntryKey, Found<V>>> load(BulkLoad<V> load) {
        return lookUp().thenCompose(lookups -> {
            BulkMiss<V> miss = new BulkMiss<>(parts, region, scope, fallback, load, this::fill);
            sort(lookups, load, miss);
            List<EntryKey> missing = wanted();
            return missing.isEmpty() ? CompletableFuture.completedFuture(found) : loadMissing(missing, miss);
        });
    }

    private CompletionStage<Map<EntryKey, Found<V>>> loadMissing(List<EntryKey> missing, BulkMiss<V> miss) {
        List<EntryKey> storable = missing.stream().filter(readable::contains).toList();
        return miss.load(missing, storable).thenApply(loaded -> {
            found.putAll(loaded);
            return found;
        });
    }

    private CompletionStage<Map<EntryKey, Lookup>> lookUp() {
        keys.forEach(this::findNear);
        List<EntryKey> wanted = wanted().stream().filter(readable::contains).toList();
        if (wanted.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        return scope.ask(
                region,
                "findAll",
                () -> ports.entries().findAll(wanted),
                CompletableFuture::completedFuture,
                () -> CompletableFuture.completedFuture(Map.of()));
    }

    private void findNear(EntryKey key) {
        Kept<V> kept = parts.near().find(region, key);
        if (kept != null) {
            found.put(key, new Found<>(kept.value()));
        } else {
            parts.near().sample(key);
        }
    }

    private List<EntryKey> wanted() {
        return keys.stream().filter(key -> !found.containsKey(key)).toList();
    }

    private NearFill<V> fill(EntryKey key) {
        return fills.getOrDefault(key, new NearFill<>(region, null));
    }

    /** Serves what may be served, has reloaded what is to be, and remembers what may stand in for a load. */
    private void sort(Map<EntryKey, Lookup> lookups, BulkLoad<V> load, BulkMiss<V> miss) {
        Map<EntryKey, Token> aging = new LinkedHashMap<>();
        for (EntryKey key : wanted()) {
            Lookup seen = lookups.getOrDefault(key, new Lookup.Absent());
            Step step = stepFor(seen);
            if (step == Step.LOAD) {
                fallback.found(key, (Lookup.Hit) seen);
            }
            parts.values()
                    .counted(region, step == Step.LOAD ? new Lookup.Absent() : seen, fill(key))
                    .ifPresent(value -> found.put(key, value));
            if (seen instanceof Lookup.Hit hit && step != Step.LOAD) {
                served(key, hit.entry().token(), step, aging, miss);
            }
        }
        parts.upkeep().reload(region, aging, load);
    }

    private void served(EntryKey key, Token value, Step step, Map<EntryKey, Token> aging, BulkMiss<V> miss) {
        if (!found.containsKey(key)) {
            miss.found().reject(key, value);
        } else if (step == Step.SERVE_AND_RELOAD) {
            aging.put(key, value);
        }
    }

    private Step stepFor(Lookup seen) {
        return seen instanceof Lookup.Hit hit
                ? parts.upkeep().stepFor(region, hit.entry(), hit.freshness())
                : Step.SERVE;
    }
}
