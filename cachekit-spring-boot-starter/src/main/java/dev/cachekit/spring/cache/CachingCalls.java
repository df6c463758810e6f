package dev.cachekit.spring.cache;

import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/**
 * The calls that threads are in, from before Spring asks for caches until it calls the method. Safe for use by many threads.
 */
public final class CachingCalls {

    private final ThreadLocal<@Nullable CachingCall> current = new ThreadLocal<>();

    /** Begins without a call. */
    public CachingCalls() {}

    /** Returns a cache as the call that this thread is in sees it. */
    Cache seen(Cache cache, CacheCallers callers) {
        CachingCall call = current.get();
        return call != null && cache instanceof FillingCache filling ? call.seen(filling, callers) : cache;
    }

    /** Runs some work in a call, or outside of any: what a method itself does with caches is its own. */
    @Nullable
    Object within(@Nullable CachingCall call, Work work) throws Throwable {
        CachingCall before = current.get();
        current.set(call);
        try {
            return work.run();
        } finally {
            if (before == null) {
                current.remove();
            } else {
                current.set(before);
            }
        }
    }
}
