package dev.cachekit.spring.disabled;

import dev.cachekit.Band;
import dev.cachekit.Batch;
import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.Counter;
import dev.cachekit.DistributedLock;
import dev.cachekit.RateLimiter;
import dev.cachekit.SingleFlight;
import dev.cachekit.Topic;
import dev.cachekit.TypeRef;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * A CacheKit that caches nothing: loaders are always called, puts are dropped, invalidations have nothing to do, single
 * flights let every call through. What cannot do nothing, such as a counter, works within this process. Safe for use by
 * many threads; connects to nothing.
 */
public final class DisabledCacheKit implements CacheKit {

    private final CacheKit inProcess;

    /**
     * Makes one.
     *
     * @param inProcess does what must be done; closed with this CacheKit
     */
    public DisabledCacheKit(CacheKit inProcess) {
        this.inProcess = inProcess;
    }

    @Override
    public <K, V> Cache<K, V> cache(String name, Class<V> type) {
        return new DisabledCache<>(name);
    }

    @Override
    public <K, V> Cache<K, V> cache(String name, TypeRef<V> type) {
        return new DisabledCache<>(name);
    }

    @Override
    public Counter counter(String name) {
        return inProcess.counter(name);
    }

    @Override
    public Map<String, Long> counters(Collection<String> names) {
        return inProcess.counters(names);
    }

    @Override
    public CompletionStage<Map<String, Long>> countersAsync(Collection<String> names) {
        return inProcess.countersAsync(names);
    }

    @Override
    public DistributedLock lock(String name) {
        return inProcess.lock(name);
    }

    @Override
    public RateLimiter rateLimiter(String name, Band... bands) {
        return inProcess.rateLimiter(name, bands);
    }

    @Override
    public <T> Topic<T> topic(String name, Class<T> type) {
        return inProcess.topic(name, type);
    }

    @Override
    public <T> Topic<T> topic(String name, TypeRef<T> type) {
        return inProcess.topic(name, type);
    }

    @Override
    public <T> Topic<T> topics(Collection<String> names, TypeRef<T> type) {
        return inProcess.topics(names, type);
    }

    @Override
    public SingleFlight singleFlight(String name) {
        return new DisabledSingleFlight(inProcess.singleFlight(name).async());
    }

    @Override
    public Batch batch() {
        return new DisabledBatch(inProcess.batch());
    }

    @Override
    public void close() {
        inProcess.close();
    }
}
