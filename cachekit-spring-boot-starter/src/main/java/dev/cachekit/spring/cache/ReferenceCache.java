package dev.cachekit.spring.cache;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Outcome;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spi.TransactionScope.FillRule;
import dev.cachekit.spring.cache.ReferenceStore.Kept;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.support.AbstractValueAdaptingCache;
import org.springframework.cache.support.NullValue;

/**
 * One of Spring's caches that keeps the objects themselves, in this process only. Its changes follow the transaction, which
 * passes by the cache once it has changed anything in it. Safe for use by many threads.
 */
@SuppressWarnings("NullAway") // Java 17 does not read annotations of type arguments from class files
final class ReferenceCache extends AbstractValueAdaptingCache implements FillingCache {

    private final CacheSpace space;
    private final BooleanSupplier storesNulls;
    private final ReferenceStore store;
    private final CacheCallers callers;

    ReferenceCache(CacheSpace space, BooleanSupplier storesNulls, ReferenceStore store, CacheCallers callers) {
        super(true); // settings may change; decided each time
        this.space = space;
        this.storesNulls = storesNulls;
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
        Kept kept = isPassedBy() ? null : store.find(at(key));
        return kept == null ? null : there(kept);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // so does Spring
    public <T> @Nullable T get(Object key, Callable<T> loader) {
        ValueWrapper there = get(key);
        if (there != null) {
            return (T) there.get();
        }
        if (isShared()) {
            return (T) Outcome.of(store.loads()
                    .load(at(key), () -> callers.contexts().afresh(() -> computed(key, loader)), Caller.BLOCKING));
        }
        return (T) loadedAlone(key, loader);
    }

    /** Whether callers who miss at the same time load together. */
    private boolean isShared() {
        return store.isEnabled() && !callers.inTransaction();
    }

    private @Nullable Object loadedAlone(Object key, Callable<?> loader) {
        Optional<OpenFill> fill = opened(key);
        try {
            Object value = CacheLoader.call(key, loader);
            if (value != null || storesNulls.getAsBoolean()) {
                fill.ifPresent(open -> open.store(value));
            }
            return value;
        } finally {
            fill.ifPresent(OpenFill::giveUp);
        }
    }

    private static CompletionStage<@Nullable Object> computed(Object key, Callable<?> loader) {
        return Stages.computed(() -> CacheLoader.call(key, loader));
    }

    @Override
    public @Nullable CompletableFuture<?> retrieve(Object key) {
        return CompletableFuture.completedFuture(get(key));
    }

    /** What a transaction loads elsewhere is not kept: when it arrives, the transaction may have ended any way. */
    @Override
    @SuppressWarnings("unchecked")
    public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> loader) {
        if (!isShared()) {
            ValueWrapper there = get(key);
            return there == null ? loader.get() : CompletableFuture.completedFuture((T) there.get());
        }
        Supplier<CompletionStage<@Nullable Object>> start = () -> loader.get().thenApply(value -> value);
        return (CompletableFuture<T>) store.loads()
                .load(at(key), () -> callers.contexts().afresh(start), callers.beforeMethod())
                .toCompletableFuture();
    }

    @Override
    public CompletionStage<Optional<OpenFill>> open(Object key, Caller caller) {
        return CompletableFuture.completedFuture(opened(key));
    }

    /** What a transaction has read may be older than the reading; what it has changed is its own until it commits. */
    private Optional<OpenFill> opened(Object key) {
        TransactionScope transaction = callers.transactions().current();
        return !store.isEnabled() || transaction.fillRule() == FillRule.NEVER || isTouchedBy(transaction)
                ? Optional.empty()
                : Optional.of(new ReferenceFill(this, store, store.read(at(key)), transaction));
    }

    @Override
    public void put(Object key, @Nullable Object value) {
        Object plain = plain(value);
        change(() -> store.put(at(key), plain), () -> store.remove(at(key)));
    }

    @Override
    public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
        Kept there = store.putIfAbsent(at(key), plain(value));
        return there == null ? null : toValueWrapper(there(there));
    }

    @Override
    public void evict(Object key) {
        change(() -> store.remove(at(key)), () -> store.remove(at(key)));
    }

    @Override
    public boolean evictIfPresent(Object key) {
        boolean present = store.holds(at(key));
        store.remove(at(key));
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
        return callers.inTransaction() && isTouchedBy(callers.transactions().current());
    }

    boolean isTouchedBy(TransactionScope transaction) {
        return transaction.hasTouched(new EntryKey(space, "any"));
    }

    /** A key that is null is a key. */
    private static Object at(@Nullable Object key) {
        return key == null ? NullValue.INSTANCE : key;
    }

    @Nullable
    Object plain(@Nullable Object value) {
        return NullsKept.plain(getName(), value, storesNulls.getAsBoolean());
    }

    /** Refuses a null where none is stored. */
    @Override
    protected Object toStoreValue(@Nullable Object value) {
        return NullsKept.stored(getName(), value, storesNulls.getAsBoolean());
    }

    private static Object there(Kept kept) {
        Object value = kept.value();
        return value == null ? NullValue.INSTANCE : value;
    }
}
