package dev.cachekit.spring.cache;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache.ValueRetrievalException;
import org.springframework.cache.interceptor.CacheOperationInvoker.ThrowableWrapper;

/** Calls what Spring gives a cache to load with. */
final class CacheLoader {

    private CacheLoader() {}

    /** Spring wraps what the method throws; an Error must be seen as one by who decides what may stand in for the load. */
    static @Nullable Object call(Object key, Callable<?> loader) {
        try {
            return loader.call();
        } catch (ThrowableWrapper thrown) {
            if (thrown.getOriginal() instanceof Error error) {
                throw error;
            }
            throw new ValueRetrievalException(key, loader, thrown);
        } catch (Exception thrown) {
            throw new ValueRetrievalException(key, loader, thrown);
        }
    }
}
