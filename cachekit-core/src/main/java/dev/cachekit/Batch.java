package dev.cachekit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Operations that go to Redis together, in one round trip per node. Obtained from {@code CacheKit}; used by one thread, once.
 *
 * <pre>{@code
 *     Batch batch = cacheKit.batch();
 *     Batch.Handle<Optional<Profile>> profile = batch.get(profiles, userId);
 *     Batch.Handle<Long> views = batch.increment(counter);
 *     BatchResult result = batch.execute();
 *     result.get(profile).ifPresent(page::show);
 * }</pre>
 *
 * <p>The operations are not a transaction: each succeeds or fails alone, in no promised order. To caches, near caches and
 * transactions each is what the same call of {@link Cache} is. Up to a thousand operations per Redis node make one round trip;
 * look-ups of tagged values make one more. Caches and counters must come
 * from the same {@code CacheKit}; others throw {@link IllegalArgumentException}. Queueing after {@link #execute} throws
 * {@link IllegalStateException}. Null arguments throw {@link NullPointerException}.
 *
 * <p><b>When Redis is away</b> {@link #execute} throws {@link BackendUnavailableException}; queued puts and invalidations are
 * then queued as invalidations of their keys.
 */
public interface Batch {

    /**
     * Names one queued operation, to ask {@link BatchResult} for its outcome.
     *
     * @param <T> type of its result
     */
    interface Handle<T extends @Nullable Object> {}

    /** Queues {@link Cache#get(Object)}. */
    <K, V> Handle<Optional<V>> get(Cache<K, V> cache, K key);

    /** Queues {@link Cache#put(Object, Object)}. */
    <K, V> Handle<@Nullable Void> put(Cache<K, V> cache, K key, V value);

    /** Queues {@link Cache#put(Object, Object, Duration)}. */
    <K, V> Handle<@Nullable Void> put(Cache<K, V> cache, K key, V value, Duration ttl);

    /** Queues {@link Cache#invalidate}. */
    <K> Handle<@Nullable Void> invalidate(Cache<K, ?> cache, K key);

    /** Queues {@link Counter#increment()}. */
    Handle<Long> increment(Counter counter);

    /** Queues {@link Counter#increment(long)}. */
    Handle<Long> increment(Counter counter, long delta);

    /** Queues {@link Counter#increment(long, Duration)}. */
    Handle<Long> increment(Counter counter, long delta, Duration ttlIfNew);

    /**
     * Sends the queued operations and waits for all of them. Without any it does nothing.
     *
     * @return the outcome of each operation
     * @throws BackendUnavailableException if Redis is away: it has answered none of the operations; each was applied once or
     *     not at all
     * @throws IllegalStateException if called again
     */
    BatchResult execute();

    /**
     * As {@link #execute}, for a caller that does not wait. The stage goes on on CacheKit's executor.
     *
     * @return the outcome of each operation; fails with {@link BackendUnavailableException} if Redis is away
     * @throws IllegalStateException if called again
     */
    CompletionStage<BatchResult> executeAsync();
}
