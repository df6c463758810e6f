package dev.cachekit.spring.cache;

import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spring.aop.transaction.CarriedScopes;
import dev.cachekit.spring.aop.transaction.SubscriberTransactions;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/**
 * The calls that threads are in, from before Spring asks for caches until it calls the method. Safe for use by many threads.
 */
public final class CachingCalls {

    private final ThreadLocal<@Nullable CachingCall> current = new ThreadLocal<>();
    private final CarriedScopes carried;
    private final Supplier<SubscriberTransactions> subscribers;
    private final Executor threads;

    /**
     * Begins without a call.
     *
     * @param carried takes the transactions of subscribers along
     * @param subscribers finds them; asked at the first subscription
     * @param threads runs what is to be done at the end of such a transaction; there it may block
     */
    public CachingCalls(CarriedScopes carried, Supplier<SubscriberTransactions> subscribers, Executor threads) {
        this.carried = carried;
        this.subscribers = subscribers;
        this.threads = threads;
    }

    /** Begins a call of this thread. */
    CachingCall begun() {
        return new CachingCall(carried, carried.current());
    }

    /** Begins a call of somebody who subscribes: inside his own transaction, whatever this thread works for. */
    CachingCall begunBy(Object subscriber) {
        TransactionScope scope = subscribers.get().of(subscriber, threads);
        return new CachingCall(carried, scope.isOpen() ? scope : null);
    }

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
