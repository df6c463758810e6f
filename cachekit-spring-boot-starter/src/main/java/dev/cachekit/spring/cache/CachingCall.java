package dev.cachekit.spring.cache;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spring.aop.transaction.CarriedScopes;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** One call of a method with Spring's cache annotations. Safe for use by many threads. */
@SuppressWarnings("NullAway") // Java 17 does not read annotations of type arguments from class files
final class CachingCall {

    private final Collection<CallCache> caches = new ConcurrentLinkedQueue<>();
    private final CarriedScopes carried;
    private final AtomicInteger parts = new AtomicInteger();
    private volatile @Nullable TransactionScope scope;
    private volatile @Nullable CacheCallers callers;
    private volatile boolean ended;
    private volatile boolean over;

    /**
     * Begins.
     *
     * @param carried takes its transaction along
     * @param scope the transaction, of no thread, that it is inside of; null if there is none
     */
    CachingCall(CarriedScopes carried, @Nullable TransactionScope scope) {
        this.carried = carried;
        this.scope = scope;
    }

    /** Does something in the course of the call, inside its transaction whatever the thread; after its end outside. */
    <T> T inside(Supplier<T> operation) {
        return over ? operation.get() : carried.within(scope, operation);
    }

    /** Returns the cache as one operation of this call sees it. */
    Cache seen(FillingCache cache, CacheCallers theirs) {
        callers = theirs;
        CallCache seen = new CallCache(cache, this);
        caches.add(seen);
        return seen;
    }

    /** Whether any of the caches is ours. */
    boolean isOurs() {
        return callers != null;
    }

    /** Something was looked up in vain, and the method is called for it. */
    boolean hasMissed() {
        return caches.stream().anyMatch(CallCache::hasMissed);
    }

    /** How to wait before a method that returns later. */
    Caller caller() {
        return inside(callers()::beforeMethod);
    }

    /** Opens the loads of what was looked up in vain. */
    CompletionStage<Void> open(Caller caller) {
        return Stages.inTurn(caches, cache -> cache.open(caller));
    }

    /** Calls the method, whose loads are open, beside sessions that remember what they have read before. */
    @Nullable
    Object begin(Work method) throws Throwable {
        fills().forEach(OpenFill::enter);
        try {
            return inside(() -> callers().contexts().afresh(() -> Work.ended(method)))
                    .outcome();
        } finally {
            fills().forEach(OpenFill::leave);
        }
    }

    /** Calls the method, of which no value is looked for. */
    @Nullable
    Object pass(Work method) throws Throwable {
        return inside(() -> Work.ended(method)).outcome();
    }

    /** Ends what was opened and not stored: the method failed, or its value was not to be cached. What comes now is outside. */
    void end() {
        cancel();
        over = true;
        scope = null;
        caches.forEach(CallCache::forget);
    }

    /** Ends what was opened, while a value may be on its way: its put is still known for one after a look-up, and is inside. */
    void cancel() {
        ended = true;
        fills().forEach(OpenFill::giveUp);
    }

    /** One of two has ended who may leave in any order, the method and its subscriber; with the second the call has. */
    void left() {
        if (parts.incrementAndGet() == 2) {
            cancel();
        }
    }

    boolean hasEnded() {
        return ended;
    }

    private Stream<OpenFill> fills() {
        return caches.stream().flatMap(CallCache::fills);
    }

    private CacheCallers callers() {
        return Objects.requireNonNull(callers, "no cache of ours is in this call");
    }
}
