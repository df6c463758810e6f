package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.spi.Backend;
import dev.cachekit.spring.cache.CacheKitCacheManager;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Refuses to keep objects themselves where that cannot be done. */
final class ReferenceCaches implements SmartInitializingSingleton {

    private final Set<String> caches;
    private final Set<String> annotated;
    private final Backend backend;
    private final ObjectProvider<CacheKitCacheManager> bridge;

    ReferenceCaches(
            Set<String> caches, Set<String> annotated, Backend backend, ObjectProvider<CacheKitCacheManager> bridge) {
        this.caches = caches;
        this.annotated = annotated;
        this.backend = backend;
        this.bridge = bridge;
    }

    @Override
    public void afterSingletonsInstantiated() {
        caches.forEach(this::check);
    }

    private void check(String cache) {
        if (bridge.getIfAvailable() == null) {
            throw refused(cache, "only Spring's caches keep references, and CacheKit holds none", "remove it");
        }
        if (backend.isShared()) {
            throw refused(
                    cache,
                    "references are of one process, and the backend is " + backend.name(),
                    "remove it, or set cachekit.backend to in-process");
        }
        if (annotated.contains(cache)) {
            throw refused(
                    cache,
                    "references are for Spring's annotations, and annotations of CacheKit name the cache",
                    "remove it, or give these a cache of their own");
        }
    }

    private static InvalidConfigurationException refused(String cache, String rule, String remedy) {
        return new InvalidConfigurationException("cachekit.caches." + cache + ".store", "reference", rule, remedy);
    }
}
