package dev.cachekit.spring.cache;

import dev.cachekit.call.Outcome;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spring.cache.ReferenceStore.Kept;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.support.AbstractValueAdaptingCache;
import org.springframework.cache.support.NullValue;

/**
 * One of Spring's caches that keeps the objects themselves, in this process only. Its changes follow the transaction, which
 * passes by the cache once it has changed anything in it. Safe for use by many threads.
 */
@SuppressWarnings("NullAway") // Java 17 does not read annotations of type arguments from class files
final class ReferenceCache extends AbstractValueAdaptingCache {

    private final CacheSpace space;
    private final ReferenceStore store;
    private final CacheCallers callers;

    ReferenceCache(CacheSpace space, boolean storesNulls, ReferenceStore store, CacheCallers callers) {
        super(storesNulls);
        this.space = space;
        this.store = store;
        this.callers = callers;
    }

    @Override
    public String getName() {
        return space.cache();
    }

    @Override
    public Object getNativeCache() {
        return store;
    }

    @Override
    protected @Nullable Object lookup(Object key) {
        Kept kept = isPassedBy() ? null : store.find(key);
        return kept == null ? null : toStoreValue(kept.value());
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // so does Spring
    public <T> @Nullable T get(Object key, Callable<T> loader) {
        ValueWrapper there = get(key);
        if (there != null) {
            return (T) there.get();
        }
        if (!callers.inTransaction()) {
            return (T) Outcome.of(store.load(key, () -> callers.contexts().afresh(() -> computed(key, loader))));
        }
        Object value = CacheLoader.call(key, loader);
        if (value != null || isAllowNullValues()) {
            put(key, value);
        }
        return (T) value;
    }

    private static CompletableFuture<@Nullable Object> computed(Object key, Callable<?> loader) {
        return Stages.<@Nullable Object>computed(() -> CacheLoader.call(key, loader))
                .toCompletableFuture();
    }

    @Override
    public @Nullable CompletableFuture<?> retrieve(Object key) {
        ValueWrapper there = get(key);
        return there == null ? null : CompletableFuture.completedFuture(there);
    }

    /** What a transaction loads elsewhere is not kept: when it arrives, the transaction may have ended any way. */
    @Override
    @SuppressWarnings("unchecked")
    public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> loader) {
        if (callers.inTransaction()) {
            ValueWrapper there = get(key);
            return there == null ? loader.get() : CompletableFuture.completedFuture((T) there.get());
        }
        return (CompletableFuture<T>)
                store.load(key, () -> callers.contexts().afresh(loader).thenApply(value -> (@Nullable Object) value));
    }

    @Override
    public void put(Object key, @Nullable Object value) {
        Object plain = plain(value);
        change(() -> store.put(key, plain), () -> store.remove(key));
    }

    @Override
    public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
        Kept there = store.putIfAbsent(key, plain(value));
        return there == null ? null : toValueWrapper(toStoreValue(there.value()));
    }

    @Override
    public void evict(Object key) {
        change(() -> store.remove(key), () -> store.remove(key));
    }

    @Override
    public boolean evictIfPresent(Object key) {
        boolean present = store.find(key) != null;
        store.remove(key);
        evict(key);
        return present;
    }

    @Override
    public void clear() {
        change(store::clear, store::clear);
    }

    @Override
    public boolean invalidate() {
        store.clear();
        clear();
        return false; // nobody has counted what was there
    }

    private void change(Runnable committed, Runnable unknown) {
        TransactionScope transaction = callers.transactions().current();
        if (!transaction.isOpen()) {
            committed.run();
            return;
        }
        transaction.touchAll(space);
        transaction.onCompletion(outcome -> {
            switch (outcome) {
                case COMMITTED -> committed.run();
                case UNKNOWN -> unknown.run();
                case ROLLED_BACK -> {}
            }
        });
    }

    private boolean isPassedBy() {
        return callers.inTransaction() && callers.transactions().current().hasTouched(new EntryKey(space, "any"));
    }

    private @Nullable Object plain(@Nullable Object value) {
        Object plain = value instanceof NullValue ? null : value;
        toStoreValue(plain); // refuses a null where none is stored
        return plain;
    }
}
