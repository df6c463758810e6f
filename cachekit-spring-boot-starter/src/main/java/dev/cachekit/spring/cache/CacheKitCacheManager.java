package dev.cachekit.spring.cache;

import dev.cachekit.cache.CacheRegions;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Transactions;
import dev.cachekit.spring.aop.transaction.PersistenceContexts;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/**
 * Spring's cache manager whose caches are CacheKit's: the same entries, settings and guarantees as under the same names
 * elsewhere. Any name has a cache. Its caches never hold back a call because Redis is away: reads are misses, puts are dropped,
 * removals are queued; only {@code putIfAbsent} fails then. Safe for use by many threads.
 */
public final class CacheKitCacheManager implements CacheManager, SmartInitializingSingleton {

    private final SpringCacheSettings settings;
    private final CachingMethods methods;
    private final CacheTypes types;
    private final CacheCallers callers;
    private final Scheduler clock;
    private final CachingCalls calls;
    private final ConcurrentMap<String, Cache> caches = new ConcurrentHashMap<>();

    /**
     * Makes a manager.
     *
     * @param engine has the caches
     * @param transactions the transactions of threads
     * @param contexts sessions that must not serve a load
     * @param clock tells when objects that are kept by reference expire
     * @param methods the methods that name caches
     * @param settings what is configured
     * @param classes loads the classes of configured types
     * @param calls the calls that threads are in
     */
    public CacheKitCacheManager(
            CacheKitEngine engine,
            Transactions transactions,
            PersistenceContexts contexts,
            Scheduler clock,
            CachingMethods methods,
            SpringCacheSettings settings,
            ClassLoader classes,
            CachingCalls calls) {
        this.settings = settings;
        this.methods = methods;
        this.types = new CacheTypes(engine, methods, settings.typeNames(), classes);
        this.callers = new CacheCallers(engine, transactions, contexts);
        this.clock = clock;
        this.calls = calls;
    }

    @Override
    public Cache getCache(String name) {
        return calls.seen(cache(name), callers);
    }

    /** The caches that are configured, named by a method or in use; sorted. */
    @Override
    public Collection<String> getCacheNames() {
        Set<String> names = new TreeSet<>(settings.caches());
        names.addAll(methods.caches());
        names.addAll(caches.keySet());
        return Collections.unmodifiableSet(names);
    }

    /** A type of values that cannot be read back stops the start. */
    @Override
    public void afterSingletonsInstantiated() {
        for (String name : methods.caches()) {
            if (cache(name) instanceof CacheKitCache cache) {
                types.warnIfMixed(name);
                cache.getNativeCache();
            }
        }
    }

    private Cache cache(String name) {
        Cache known = caches.get(name);
        return known != null ? known : caches.computeIfAbsent(name, this::make);
    }

    private Cache make(String name) {
        return settings.references().contains(name)
                ? reference(name)
                : new CacheKitCache(new BridgedCache(name, types, callers), callers);
    }

    private Cache reference(String name) {
        CacheRegions regions = callers.engine().regions();
        ReferenceStore store = new ReferenceStore(() -> regions.settings(name), clock);
        return new ReferenceCache(
                regions.space(name), () -> regions.settings(name).nullTtl().isPresent(), store, callers);
    }
}
