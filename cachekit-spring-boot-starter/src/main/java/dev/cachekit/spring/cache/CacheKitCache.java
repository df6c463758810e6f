package dev.cachekit.spring.cache;

import dev.cachekit.Cache;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Outcome;
import dev.cachekit.call.Stages;
import dev.cachekit.strategy.CacheReader.Found;
import dev.cachekit.strategy.OpenLoad;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.support.AbstractValueAdaptingCache;
import org.springframework.cache.support.NullValue;

/** What Spring asks of a cache, on one of ours. Safe for use by many threads. */
@SuppressWarnings("NullAway") // Java 17 does not read annotations of type arguments from class files
final class CacheKitCache extends AbstractValueAdaptingCache implements FillingCache {

    /** Between a refused put and the look at what is there, that may be removed. */
    private static final int ATTEMPTS = 10;

    private final BridgedCache bridged;
    private final CacheCallers callers;

    CacheKitCache(BridgedCache bridged, CacheCallers callers) {
        super(true); // settings may change; decided each time
        this.bridged = bridged;
        this.callers = callers;
    }

    @Override
    public String getName() {
        return bridged.name();
    }

    @Override
    public Cache<Object, Object> getNativeCache() {
        return bridged.view();
    }

    @Override
    protected @Nullable Object lookup(Object key) {
        return stored(Outcome.of(bridged.find(key, Caller.BLOCKING)));
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // so does Spring
    public <T> @Nullable T get(Object key, Callable<T> loader) {
        return (T) Outcome.of(
                bridged.load(key, () -> Stages.computed(() -> CacheLoader.call(key, loader)), Caller.BLOCKING));
    }

    @Override
    public @Nullable CompletableFuture<?> retrieve(Object key) {
        CompletionStage<@Nullable ValueWrapper> found =
                bridged.find(key, callers.beforeMethod()).thenApply(value -> toValueWrapper(stored(value)));
        return found.toCompletableFuture();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> loader) {
        CompletionStage<@Nullable Object> value =
                bridged.load(key, () -> (CompletionStage<@Nullable Object>) loader.get(), callers.beforeMethod());
        return (CompletableFuture<T>) value.toCompletableFuture();
    }

    @Override
    public void put(Object key, @Nullable Object value) {
        bridged.put(key, plain(value));
    }

    @Override
    public CompletionStage<Optional<OpenFill>> open(Object key, Caller caller) {
        return bridged.open(key, caller).thenApply(load -> load.map(open -> new RegionFill(this, open)));
    }

    void store(OpenLoad<@Nullable Object> load, @Nullable Object value) {
        bridged.store(load, plain(value));
    }

    void giveUp(OpenLoad<@Nullable Object> load) {
        bridged.giveUp(load);
    }

    @Override
    public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
        Object plain = plain(value);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (bridged.putIfAbsent(key, plain)) {
                return null;
            }
            ValueWrapper existing = get(key);
            if (existing != null) {
                return existing;
            }
        }
        throw new IllegalStateException("Spring cache " + getName()
                + ": putIfAbsent must see the value that is there, but it is being changed, by the caller's transaction or"
                + " by others; put it after that");
    }

    @Override
    public void evict(Object key) {
        bridged.remove(key);
    }

    @Override
    public boolean evictIfPresent(Object key) {
        boolean present = !ReactorThreads.mustNotWait() && get(key) != null;
        bridged.removeNow(key);
        return present;
    }

    @Override
    public void clear() {
        bridged.clear();
    }

    @Override
    public boolean invalidate() {
        bridged.clearNow();
        return false; // nobody has counted what was there
    }

    private @Nullable Object plain(@Nullable Object value) {
        return NullsKept.plain(getName(), value, bridged.storesNulls());
    }

    /** Refuses a null where none is stored. */
    @Override
    protected Object toStoreValue(@Nullable Object value) {
        return NullsKept.stored(getName(), value, bridged.storesNulls());
    }

    private @Nullable Object stored(Optional<Found<@Nullable Object>> found) {
        if (found.isEmpty()) {
            return null;
        }
        Object value = found.get().value();
        return value == null ? NullValue.INSTANCE : value;
    }
}
