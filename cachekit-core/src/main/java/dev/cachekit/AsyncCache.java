package dev.cachekit;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Cache} whose methods return at once, with a stage of what the method of the same name there returns. Obtained from
 * {@link Cache#async()}; safe for use by many threads.
 *
 * <p><b>Threads.</b> Loaders run on CacheKit's executor, where they may block. Stages complete on that executor too, never on
 * a thread of Redis, so what is attached to them may block as well.
 *
 * <p><b>Errors</b> fail the stage with what the blocking method would throw; only a null argument throws at once.
 *
 * <p><b>When Redis is away</b> everything acts as in {@link Cache}, with failed stages for exceptions.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public interface AsyncCache<K, V> {

    /** As {@link Cache#get(Object)}. */
    CompletionStage<Optional<V>> get(K key);

    /** As {@link Cache#get(Object, Loader)}; the stage may hold null. */
    CompletionStage<@Nullable V> get(K key, Loader<K, V> loader);

    /** As {@link Cache#get(Object, Loader, LoadOptions)}; the stage may hold null. */
    CompletionStage<@Nullable V> get(K key, Loader<K, V> loader, LoadOptions options);

    /** As {@link Cache#getAll(Collection)}. */
    CompletionStage<Map<K, V>> getAll(Collection<K> keys);

    /** As {@link Cache#getAll(Collection, BulkLoader)}. */
    CompletionStage<Map<K, V>> getAll(Collection<K> keys, BulkLoader<K, V> loader);

    /** As {@link Cache#refresh}; the stage may hold null. */
    CompletionStage<@Nullable V> refresh(K key, Loader<K, V> loader);

    /**
     * Runs a write, then stores what it returns; see {@link Cache#write}.
     *
     * @param key the key; not null
     * @param write the write, run on a thread of ours
     * @return completes with what the write returned, or fails with what it threw
     */
    CompletionStage<@Nullable V> write(K key, Callable<? extends @Nullable V> write);

    /** As {@link Cache#put(Object, Object)}. */
    CompletionStage<Void> put(K key, V value);

    /** As {@link Cache#put(Object, Object, Duration)}. */
    CompletionStage<Void> put(K key, V value, Duration ttl);

    /** As {@link Cache#putIfAbsent}. */
    CompletionStage<Boolean> putIfAbsent(K key, V value);

    /** As {@link Cache#exists}. */
    CompletionStage<Boolean> exists(K key);

    /** As {@link Cache#invalidate}. */
    CompletionStage<Void> invalidate(K key);

    /** As {@link Cache#invalidateAll}. */
    CompletionStage<Void> invalidateAll(Collection<K> keys);

    /** As {@link Cache#invalidatePattern}. */
    CompletionStage<Void> invalidatePattern(String glob);

    /** As {@link Cache#invalidateTag}. */
    CompletionStage<Void> invalidateTag(String tag);

    /** As {@link Cache#clear}. */
    CompletionStage<Void> clear();

    /** As {@link Cache#ttl}. */
    CompletionStage<Expiry> ttl(K key);

    /** As {@link Cache#expire}. */
    CompletionStage<Boolean> expire(K key, Duration ttl);

    /** As {@link Cache#persist}. */
    CompletionStage<Boolean> persist(K key);

    /** As {@link Cache#explain}. */
    CompletionStage<Explanation> explain(K key);

    /** As {@link Cache#stats}; needs no waiting. */
    CacheStats stats();
}
