package dev.cachekit.spring.disabled;

import dev.cachekit.Batch;
import dev.cachekit.BatchResult;
import dev.cachekit.Cache;
import dev.cachekit.CacheKitException;
import dev.cachekit.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A batch whose caches hold nothing and keep nothing. Counters count within this process. */
@SuppressWarnings("NullAway") // Java 17 does not read annotations of type arguments from class files
final class DisabledBatch implements Batch {

    private final Batch counters;
    private final List<Nothing<?>> ofCaches = new ArrayList<>();

    DisabledBatch(Batch counters) {
        this.counters = counters;
    }

    /** An operation on a cache, with its result. */
    private record Nothing<T extends @Nullable Object>(T result) implements Handle<T> {

        // two operations with the same result are not the same
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    @Override
    public <K, V> Handle<Optional<V>> get(Cache<K, V> cache, K key) {
        return nothing(Optional.<V>empty(), cache, key);
    }

    @Override
    public <K, V> Handle<@Nullable Void> put(Cache<K, V> cache, K key, V value) {
        return nothing(null, cache, key, value);
    }

    @Override
    public <K, V> Handle<@Nullable Void> put(Cache<K, V> cache, K key, V value, Duration ttl) {
        return nothing(null, cache, key, value, ttl);
    }

    @Override
    public <K> Handle<@Nullable Void> invalidate(Cache<K, ?> cache, K key) {
        return nothing(null, cache, key);
    }

    private <T extends @Nullable Object> Handle<T> nothing(T result, @Nullable Object... given) {
        for (Object one : given) {
            Objects.requireNonNull(one, "arguments of a batch must not be null");
        }
        Nothing<T> operation = new Nothing<>(result);
        ofCaches.add(operation);
        return operation;
    }

    @Override
    public Handle<Long> increment(Counter counter) {
        return counters.increment(counter);
    }

    @Override
    public Handle<Long> increment(Counter counter, long delta) {
        return counters.increment(counter, delta);
    }

    @Override
    public Handle<Long> increment(Counter counter, long delta, Duration ttlIfNew) {
        return counters.increment(counter, delta, ttlIfNew);
    }

    @Override
    public BatchResult execute() {
        return new Result(ofCaches, counters.execute());
    }

    @Override
    public CompletionStage<BatchResult> executeAsync() {
        return counters.executeAsync().thenApply(counted -> new Result(ofCaches, counted));
    }

    private record Result(List<Nothing<?>> ofCaches, BatchResult counted) implements BatchResult {

        @Override
        public <T extends @Nullable Object> T get(Handle<T> handle) {
            return handle instanceof Nothing<T> nothing && ofCaches.contains(nothing)
                    ? nothing.result()
                    : counted.get(handle);
        }

        @Override
        public Optional<CacheKitException> failure(Handle<?> handle) {
            return handle instanceof Nothing<?> nothing && ofCaches.contains(nothing)
                    ? Optional.empty()
                    : counted.failure(handle);
        }

        @Override
        public boolean succeeded() {
            return counted.succeeded();
        }
    }
}
