package dev.cachekit.strategy;

import dev.cachekit.spi.EntryKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one read of several, as users know them and as the store knows them. Keys of users that are one to the store, such
 * as {@code 1} and {@code 1L}, are loaded once, by the first of them. Immutable once made; safe for use by many threads.
 *
 * @param <K> the type of the users' keys
 */
public final class UserKeys<K extends @Nullable Object> {

    private final Map<K, EntryKey> entryKeys = new LinkedHashMap<>();
    private final Map<EntryKey, K> userKeys = new LinkedHashMap<>();

    /**
     * Takes keys in their order.
     *
     * @param keys the keys, repeated ones as often as they come
     * @param entryKey makes the key of the store
     */
    public UserKeys(Iterable<? extends K> keys, Function<K, EntryKey> entryKey) {
        for (K key : keys) {
            EntryKey known = entryKeys.get(key);
            if (known == null) {
                EntryKey made = entryKey.apply(key);
                entryKeys.put(key, made);
                userKeys.putIfAbsent(made, key);
            }
        }
    }

    /**
     * Returns the keys of the store.
     *
     * @return each once, in the order of the users' keys
     */
    public Collection<EntryKey> entryKeys() {
        return userKeys.keySet();
    }

    /**
     * Returns each key of the users once.
     *
     * @return in their order
     */
    public Collection<K> all() {
        return entryKeys.keySet();
    }

    /**
     * Returns what the store calls a key.
     *
     * @param key one of the users' keys
     * @return its key in the store
     */
    public EntryKey entryKey(K key) {
        return Objects.requireNonNull(entryKeys.get(key));
    }

    /**
     * Loads by users' keys.
     *
     * @param missing the keys of the store to load
     * @param loader loads users' keys, each given once; a key that its map leaves out has no value
     * @param <V> the type of the values
     * @return a value, or null, for each key of the store
     */
    public <V extends @Nullable Object> CompletionStage<Map<EntryKey, V>> load(
            Collection<EntryKey> missing, Function<List<K>, CompletionStage<Map<K, V>>> loader) {
        Map<EntryKey, K> wanted = new LinkedHashMap<>();
        missing.forEach(key -> wanted.put(key, userKey(key)));
        return loader.apply(new ArrayList<>(wanted.values())).thenApply(values -> byEntryKey(wanted, values));
    }

    @SuppressWarnings("NullAway") // each missing key came from here; null is a user's key where K allows it
    private K userKey(EntryKey key) {
        return userKeys.get(key);
    }

    @SuppressWarnings("NullAway") // what there is not is null to whoever asked
    private static <K extends @Nullable Object, V extends @Nullable Object> Map<EntryKey, V> byEntryKey(
            Map<EntryKey, K> wanted, Map<K, V> values) {
        Map<EntryKey, V> byEntryKey = new LinkedHashMap<>();
        wanted.forEach((entryKey, key) -> byEntryKey.put(entryKey, values.get(key)));
        return byEntryKey;
    }
}
