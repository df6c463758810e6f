package dev.cachekit.spring.cache;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/**
 * A cache as one operation of one call sees it. Spring looks a key up, calls the method and puts what it returned; here the
 * put belongs to the look-up, so a value that was read before an invalidation is not stored after it. A put without a
 * look-up, that of {@code @CachePut}, stays one. Whatever is done with it is done inside the transaction of the call. After
 * its call, for whoever keeps it, it is the cache itself. Safe for use by many threads.
 */
@SuppressWarnings("NullAway") // Java 17 does not read annotations of type arguments from class files
final class CallCache implements Cache {

    private final FillingCache cache;
    private final CachingCall call;
    private final Set<Object> missed = ConcurrentHashMap.newKeySet();
    private final Map<Object, Optional<OpenFill>> fills = new ConcurrentHashMap<>();

    CallCache(FillingCache cache, CachingCall call) {
        this.cache = cache;
        this.call = call;
    }

    /** Opens the loads of all that was looked up in vain: the method is about to begin. */
    CompletionStage<Void> open(Caller caller) {
        return Stages.inTurn(List.copyOf(missed), key -> open(key, caller));
    }

    /** A call that has ended meanwhile does not end what is opened now. */
    private CompletionStage<?> open(Object key, Caller caller) {
        missed.remove(key);
        return call.inside(() -> cache.open(key, caller)).thenAccept(fill -> {
            fills.put(key, fill);
            if (call.hasEnded()) {
                fill.ifPresent(OpenFill::giveUp);
            }
        });
    }

    /** The call is over: what comes now has nothing to do with what it looked up. */
    void forget() {
        missed.clear();
        fills.clear();
    }

    boolean hasMissed() {
        return !missed.isEmpty();
    }

    Stream<OpenFill> fills() {
        return fills.values().stream().flatMap(Optional::stream);
    }

    @Override
    public String getName() {
        return cache.getName();
    }

    @Override
    public Object getNativeCache() {
        return cache.getNativeCache();
    }

    @Override
    public @Nullable ValueWrapper get(Object key) {
        ValueWrapper found = call.inside(() -> cache.get(key));
        if (found == null) {
            note(key);
        }
        return found;
    }

    @Override
    public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
        return call.inside(() -> cache.get(key, type));
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // so does Spring
    public <T> @Nullable T get(Object key, Callable<T> loader) {
        return call.inside(() -> cache.get(key, loader));
    }

    @Override
    public @Nullable CompletableFuture<?> retrieve(Object key) {
        CompletableFuture<?> found = call.inside(() -> cache.retrieve(key));
        return found == null ? null : found.thenApply(value -> noted(key, value));
    }

    private @Nullable Object noted(Object key, @Nullable Object value) {
        if (value == null) {
            note(key);
        }
        return value;
    }

    private void note(Object key) {
        if (!call.hasEnded()) {
            missed.add(key);
        }
    }

    @Override
    public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> loader) {
        return call.inside(() -> cache.retrieve(key, loader));
    }

    /** A load that was not granted its lease stores nothing: another loads the key, or the transaction must not. */
    @Override
    public void put(Object key, @Nullable Object value) {
        Optional<OpenFill> fill = call.hasEnded() ? fills.remove(key) : fills.get(key);
        if (fill == null) {
            change(() -> cache.put(key, value));
        } else {
            fill.ifPresent(open -> change(() -> open.store(value)));
        }
    }

    @Override
    public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
        return call.inside(() -> cache.putIfAbsent(key, value));
    }

    @Override
    public void evict(Object key) {
        change(() -> cache.evict(key));
    }

    @Override
    public boolean evictIfPresent(Object key) {
        return call.inside(() -> cache.evictIfPresent(key));
    }

    @Override
    public void clear() {
        change(cache::clear);
    }

    @Override
    public boolean invalidate() {
        return call.inside(cache::invalidate);
    }

    private void change(Runnable change) {
        call.inside(() -> {
            change.run();
            return true;
        });
    }
}
