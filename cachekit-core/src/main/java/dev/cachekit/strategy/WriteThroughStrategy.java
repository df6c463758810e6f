package dev.cachekit.strategy;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.TypeRef;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Write-through as an object, for code without annotations: first the database, then the cache.
 *
 * <pre>{@code
 * WriteThroughStrategy<Profile> profiles = new WriteThroughStrategy<>(kit, "profiles", Profile.class);
 * profiles.write(profile, repository::save, profile.id());
 * }</pre>
 *
 * <p>If the database refuses the value, nothing is stored. Two writers that race on one key never leave the older value.
 * Open for extension; safe for use by many threads, as subclasses must be. Without a store the write still takes place,
 * and the key is invalidated as soon as the store is back.
 *
 * @param <V> the type of the values
 */
public class WriteThroughStrategy<V> {

    private final String namespace;
    private final Cache<Object, V> cache;

    /**
     * Makes a strategy for a plain type.
     *
     * @param kit hands out the cache
     * @param namespace the cache's name
     * @param type the type of the values
     */
    public WriteThroughStrategy(CacheKit kit, String namespace, Class<V> type) {
        this(kit, namespace, TypeRef.of(type));
    }

    /**
     * Makes a strategy for a generic type.
     *
     * @param kit hands out the cache
     * @param namespace the cache's name
     * @param type the type of the values
     */
    public WriteThroughStrategy(CacheKit kit, String namespace, TypeRef<V> type) {
        this.namespace = Objects.requireNonNull(namespace, "namespace");
        this.cache = kit.cache(namespace, type);
    }

    /**
     * Writes a value to the database, then to the cache.
     *
     * @param value the value; not null
     * @param persist writes it to the database; if it throws, nothing is cached and the exception reaches the caller
     * @param keyParts what the key is made of; at least one
     */
    public void write(V value, Consumer<V> persist, Object... keyParts) {
        cache.write(keyOf(keyParts), () -> {
            persist.accept(value);
            return value;
        });
    }

    /**
     * Returns the cached value.
     *
     * @param keyParts what the key is made of; at least one
     * @return the value, empty if there is none
     */
    public Optional<V> find(Object... keyParts) {
        return cache.get(keyOf(keyParts));
    }

    /**
     * Returns the namespace.
     *
     * @return the cache's name
     */
    public String namespace() {
        return namespace;
    }

    /**
     * Makes the key out of its parts.
     *
     * @param keyParts the parts
     * @return the part itself if there is one, else an unmodifiable list of all
     */
    protected Object keyOf(Object... keyParts) {
        return keyParts.length == 1 ? keyParts[0] : List.copyOf(Arrays.asList(keyParts));
    }
}
