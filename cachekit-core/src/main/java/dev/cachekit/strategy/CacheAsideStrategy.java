package dev.cachekit.strategy;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.LoadOptions;
import dev.cachekit.TypeRef;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Cache-aside as an object, for code without annotations: a namespace, a default lifetime, and {@link #get}.
 *
 * <pre>{@code
 * CacheAsideStrategy<Report> reports = new CacheAsideStrategy<>(kit, "reports", Report.class, Duration.ofMinutes(5));
 * Report report = reports.get(() -> compute(userId, month), userId, month);
 * }</pre>
 *
 * <p>Open for extension: a subclass decides how long values live by {@link #ttl}, and what the key is by
 * {@link #keyOf}. Safe for use by many threads, as subclasses must be. Without a store it loads.
 *
 * @param <V> the type of the values
 */
public class CacheAsideStrategy<V> {

    private final String namespace;
    private final Duration ttl;
    private final Cache<Object, V> cache;

    /**
     * Makes a strategy for a plain type.
     *
     * @param kit hands out the cache
     * @param namespace the cache's name
     * @param type the type of the values
     * @param ttl how long values live; positive
     */
    public CacheAsideStrategy(CacheKit kit, String namespace, Class<V> type, Duration ttl) {
        this(kit, namespace, TypeRef.of(type), ttl);
    }

    /**
     * Makes a strategy for a generic type.
     *
     * @param kit hands out the cache
     * @param namespace the cache's name
     * @param type the type of the values
     * @param ttl how long values live; positive
     */
    public CacheAsideStrategy(CacheKit kit, String namespace, TypeRef<V> type, Duration ttl) {
        this.namespace = Objects.requireNonNull(namespace, "namespace");
        this.ttl = Objects.requireNonNull(ttl, "ttl");
        this.cache = kit.cache(namespace, type);
    }

    /**
     * Returns the cached value, or loads and stores it, once for all who ask at the same time.
     *
     * @param load computes the value; a null is cached for the cache's null TTL
     * @param keyParts what the key is made of; at least one
     * @return the value; whatever the load throws reaches the caller unchanged
     */
    public @Nullable V get(Callable<V> load, Object... keyParts) {
        LoadOptions options = LoadOptions.defaults().withTtl(ttl());
        return cache.get(keyOf(keyParts), key -> load.call(), options);
    }

    /**
     * Returns the cached value, or a default without loading anything.
     *
     * @param defaultValue what to return if nothing is cached
     * @param keyParts what the key is made of; at least one
     * @return the value
     */
    public V getOrDefault(V defaultValue, Object... keyParts) {
        return cache.get(keyOf(keyParts)).orElse(defaultValue);
    }

    /**
     * Removes a value.
     *
     * @param keyParts what the key is made of; at least one
     */
    public void invalidate(Object... keyParts) {
        cache.invalidate(keyOf(keyParts));
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
     * Returns how long values live.
     *
     * @return a positive time
     */
    public Duration ttl() {
        return ttl;
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
