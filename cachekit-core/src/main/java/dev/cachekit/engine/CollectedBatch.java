package dev.cachekit.engine;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Batch;
import dev.cachekit.BatchResult;
import dev.cachekit.Cache;
import dev.cachekit.Counter;
import dev.cachekit.call.Caller;
import dev.cachekit.spi.CounterKey;
import dev.cachekit.strategy.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects operations. Each is begun as if it were alone; only then do the requests go, all together. */
final class CollectedBatch implements Batch {

    private final BatchParts parts;
    private final List<BatchOperation<?>> operations = new ArrayList<>();
    private boolean executed;

    CollectedBatch(BatchParts parts) {
        this.parts = parts;
    }

    @Override
    public <K, V> Handle<Optional<V>> get(Cache<K, V> cache, K key) {
        return onEntry(own(cache).getting(key));
    }

    @Override
    public <K, V> Handle<@Nullable Void> put(Cache<K, V> cache, K key, V value) {
        return done(own(cache).putting(key, value));
    }

    @Override
    public <K, V> Handle<@Nullable Void> put(Cache<K, V> cache, K key, V value, Duration ttl) {
        return done(own(cache).putting(key, value, ttl));
    }

    @Override
    public <K> Handle<@Nullable Void> invalidate(Cache<K, ?> cache, K key) {
        return done(own(cache).invalidating(key));
    }

    @Override
    public Handle<Long> increment(Counter counter) {
        return increment(counter, 1);
    }

    @Override
    public Handle<Long> increment(Counter counter, long delta) {
        CounterKey key = own(counter);
        return add(new BatchOperation<Long>((ways, route) -> ways.add(key, delta)));
    }

    @Override
    public BatchResult execute() {
        CallerThread here = new CallerThread(parts.views().executor());
        CompletableFuture<BatchResult> result = run(Caller.continuedOn(here));
        here.runUntil(result);
        return Outcome.of(result);
    }

    @Override
    public CompletionStage<BatchResult> executeAsync() {
        return run(Caller.continuedOn(parts.views().executor()));
    }

    private CompletableFuture<BatchResult> run(Caller caller) {
        requireNew();
        executed = true;
        if (operations.isEmpty()) {
            return CompletableFuture.completedFuture(new BatchOutcome(List.of()));
        }
        BatchParts.Ways ways = parts.ways(caller);
        CompletableFuture<?>[] begun = operations.stream()
                .map(operation -> operation.begin(ways).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        ways.go();
        return CompletableFuture.allOf(begun).thenApply(ended -> outcome());
    }

    /** A store that has answered none of it is away; what the caller of a single operation would be told, is told of all. */
    private BatchResult outcome() {
        BatchOutcome outcome = new BatchOutcome(operations);
        if (outcome.isAway()) {
            throw new BackendUnavailableException(
                    "the store answered none of the " + operations.size()
                            + " operations of the batch; see the cause of the first",
                    operations.get(0).failure());
        }
        return outcome;
    }

    private <T extends @Nullable Object> Handle<T> onEntry(Function<Route, CompletionStage<T>> request) {
        return add(new BatchOperation<T>((ways, route) -> request.apply(route)));
    }

    private Handle<@Nullable Void> done(Function<Route, CompletionStage<Void>> request) {
        return onEntry(route -> request.apply(route).<@Nullable Void>thenApply(done -> null));
    }

    private <T extends @Nullable Object> Handle<T> add(BatchOperation<T> operation) {
        requireNew();
        operations.add(operation);
        return operation;
    }

    private void requireNew() {
        if (executed) {
            throw new IllegalStateException("this batch was executed already; begin another with CacheKit.batch()");
        }
    }

    private <K, V> RegionAsyncCache<K, V> own(Cache<K, V> cache) {
        Objects.requireNonNull(cache, "cache of a batch must not be null");
        if (cache instanceof RegionCache<K, V> ours
                && ours.standingStill().parts().equals(parts.views())) {
            return ours.standingStill();
        }
        throw foreign("cache");
    }

    private CounterKey own(Counter counter) {
        Objects.requireNonNull(counter, "counter of a batch must not be null");
        if (counter instanceof BlockingCounter ours
                && ours.standingStill().counters().equals(parts.counters())) {
            return ours.standingStill().key();
        }
        throw foreign("counter");
    }

    private static IllegalArgumentException foreign(String what) {
        return new IllegalArgumentException(
                "the " + what + " of a batch must come from the CacheKit that made the batch; ask that one for it");
    }
}
