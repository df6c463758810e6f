package dev.cachekit.batch;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Batch;
import dev.cachekit.BatchResult;
import dev.cachekit.Cache;
import dev.cachekit.Counter;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Outcome;
import dev.cachekit.counter.Counters;
import dev.cachekit.spi.CounterKey;
import dev.cachekit.strategy.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects operations. Each is begun as if it were alone; only then do the requests go, all together. */
final class CollectedBatch implements Batch {

    private final Batches parts;
    private final List<BatchOperation<?>> operations = new ArrayList<>();
    private boolean executed;

    CollectedBatch(Batches parts) {
        this.parts = parts;
    }

    @Override
    public <K, V> Handle<Optional<V>> get(Cache<K, V> cache, K key) {
        return onEntry(parts.own(cache).get(key));
    }

    @Override
    public <K, V> Handle<@Nullable Void> put(Cache<K, V> cache, K key, V value) {
        return done(parts.own(cache).put(key, value));
    }

    @Override
    public <K, V> Handle<@Nullable Void> put(Cache<K, V> cache, K key, V value, Duration ttl) {
        return done(parts.own(cache).put(key, value, ttl));
    }

    @Override
    public <K> Handle<@Nullable Void> invalidate(Cache<K, ?> cache, K key) {
        return done(parts.own(cache).invalidate(key));
    }

    @Override
    public Handle<Long> increment(Counter counter) {
        return increment(counter, 1);
    }

    @Override
    public Handle<Long> increment(Counter counter, long delta) {
        CounterKey key = parts.own(counter);
        return add(new BatchOperation<Long>((ways, route) -> ways.add(key, delta)));
    }

    @Override
    public Handle<Long> increment(Counter counter, long delta, Duration ttlIfNew) {
        CounterKey key = parts.own(counter);
        Duration ttl = Counters.checkedTtl(key, ttlIfNew);
        return add(new BatchOperation<Long>((ways, route) -> ways.add(key, delta, ttl)));
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
        Batches.Ways ways = parts.ways(caller);
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
}
