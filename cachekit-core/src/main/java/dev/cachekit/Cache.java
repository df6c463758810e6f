package dev.cachekit;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A named cache of typed values, shared by all processes that use the same Redis. Obtained from {@code CacheKit}; safe for
 * use by many threads. All methods may block the calling thread for up to {@code cachekit.redis.deadline}, those with a
 * loader for as long as it runs. Loaders run on the calling thread; in background reloads, and where the cache has a
 * {@code soft-timeout} or {@code hard-timeout}, on one of CacheKit's.
 *
 * <pre>{@code
 *     Cache<Long, Profile> profiles = cacheKit.cache("profile", Profile.class);
 *     Profile profile = profiles.get(id, repository::find);
 *     profiles.invalidate(id);
 * }</pre>
 *
 * <p><b>Null.</b> Keys and stored values are never null; a null argument throws {@link NullPointerException}. A loader may
 * return null: that "there is none" is cached for the null TTL of the cache and read as null or as an empty
 * {@code Optional}.
 *
 * <p><b>Errors.</b> An exception of a loader reaches the caller unchanged, also a checked one, although no method declares
 * it. A key of a type without stable text throws {@link UnsupportedKeyException}. A thread interrupted while it waits gets
 * {@link WaitInterruptedException}.
 *
 * <p><b>When Redis is away</b> a plain read is a miss, a read with a loader loads, a put is dropped and its key queued for
 * invalidation, an invalidation is queued; {@link #explain} tells what this process knows. Only {@link #putIfAbsent},
 * {@link #ttl}, {@link #expire} and {@link #persist}, which have no meaning without Redis, throw
 * {@link BackendUnavailableException}.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public interface Cache<K, V> {

    /**
     * Looks a value up and loads nothing.
     *
     * @param key the key
     * @return the value; empty if there is no entry, or a cached null
     */
    Optional<V> get(K key);

    /**
     * Returns the cached value, or loads it once in the cluster while the other callers wait.
     *
     * @param key the key
     * @param loader called if there is no entry
     * @return the value, or null if there is none at the source either
     */
    @Nullable
    V get(K key, Loader<K, V> loader);

    /**
     * As {@link #get(Object, Loader)}, with settings for this call.
     *
     * @param key the key
     * @param loader called if there is no entry
     * @param options what differs from the settings of the cache
     * @return the value, or null if there is none at the source either
     */
    @Nullable
    V get(K key, Loader<K, V> loader, LoadOptions options);

    /**
     * Looks many values up, in one round trip per Redis node.
     *
     * @param keys the keys; duplicates count once
     * @return the values found, in the order of the keys; missing keys and cached nulls are left out
     */
    Map<K, V> getAll(Collection<K> keys);

    /**
     * Looks many values up and loads the missing ones with one call; keys that others are loading are awaited after that.
     *
     * @param keys the keys; duplicates count once
     * @param loader called with the missing keys only
     * @return the values, in the order of the keys; keys without a value at the source are left out
     */
    Map<K, V> getAll(Collection<K> keys, BulkLoader<K, V> loader);

    /**
     * Loads a value and replaces the entry, once at a time in the cluster: callers that come while another reloads wait for
     * its value. An invalidation during the load keeps its value out of the cache.
     *
     * @param key the key
     * @param loader called unless another is reloading the key; its value is stored without tags
     * @return the value, or null if there is none at the source
     */
    @Nullable
    V refresh(K key, Loader<K, V> loader);

    /**
     * Runs a write, usually to a database, then stores what it returns. Two writers that race on one key never leave the
     * older value: if they overlap, the key is left without a value. Inside a transaction the value is stored after the
     * commit, and not at all after a rollback. Blocks for the write and for two requests to the store.
     *
     * @param key the key; not null
     * @param write the write; what it returns is stored, null for the null TTL. If it throws, nothing is stored and the
     *     exception reaches the caller unchanged
     * @return what the write returned
     */
    @Nullable
    V write(K key, Callable<? extends @Nullable V> write);

    /**
     * Stores a value for the TTL of the cache. A load under way for that key is not stored after it.
     *
     * @param key the key
     * @param value the value; to record that there is none use a loader, to remove it {@link #invalidate}
     */
    void put(K key, V value);

    /**
     * As {@link #put(Object, Object)}, with a TTL of its own.
     *
     * @param key the key
     * @param value the value
     * @param ttl how long it lives, positive; exact, without jitter
     * @throws InvalidConfigurationException if the TTL is zero or negative
     */
    void put(K key, V value, Duration ttl);

    /**
     * Stores a value unless there is an entry; a cached null is an entry.
     *
     * @param key the key
     * @param value the value
     * @return whether it was stored
     * @throws BackendUnavailableException if Redis is away
     */
    boolean putIfAbsent(K key, V value);

    /**
     * Tells whether there is an entry that a read would be answered from; a cached null is one.
     *
     * @param key the key
     * @return whether there is an entry; false if Redis is away
     */
    boolean exists(K key);

    /**
     * Removes an entry, and the right of a load under way to store its value. Once it returns, no read of Redis yields the
     * old value.
     *
     * @param key the key; it need not exist
     */
    void invalidate(K key);

    /**
     * As {@link #invalidate}, for many keys in one round trip per Redis node.
     *
     * @param keys the keys; they need not exist
     */
    void invalidateAll(Collection<K> keys);

    /**
     * Removes every entry whose key text matches, by scanning without blocking Redis; returns when the scan ended. Its cost
     * grows with the number of keys on the server.
     *
     * @param glob pattern over the key texts of this cache: {@code *}, {@code ?}, {@code [abc]}, with a backslash before a
     *     character meant literally
     */
    void invalidatePattern(String glob);

    /**
     * Removes every entry of this cache that carries a tag; a load under way cannot bring one back. Its cost does not
     * depend on how many entries that are. Entries stored without tags, as by {@link #put}, stay.
     *
     * @param tag the tag
     */
    void invalidateTag(String tag);

    /**
     * Removes every entry of this cache and returns when nothing that was there before can be read any more. Its cost does not
     * depend on how many entries there are: they are declared dead, and leave Redis by their TTL.
     */
    void clear();

    /**
     * Tells when an entry expires.
     *
     * @param key the key
     * @return the expiry
     * @throws BackendUnavailableException if Redis is away
     */
    Expiry ttl(K key);

    /**
     * Gives an entry a new TTL, counted from now.
     *
     * @param key the key
     * @param ttl how long it lives on, positive
     * @return whether there was an entry
     * @throws InvalidConfigurationException if the TTL is zero or negative
     * @throws BackendUnavailableException if Redis is away
     */
    boolean expire(K key, Duration ttl);

    /**
     * Takes the expiry off an entry: it stays until it is removed.
     *
     * @param key the key
     * @return whether there was an entry
     * @throws BackendUnavailableException if Redis is away
     */
    boolean persist(K key);

    /**
     * Tells what Redis holds under a key and whether it would be served, without the value itself. While Redis is away it
     * tells what this process knows: its near copy, its own invalidations that wait, or {@link Explanation.Reason#UNREACHABLE}.
     *
     * @param key the key
     * @return the explanation
     */
    Explanation explain(K key);

    /**
     * What this process counted for this cache since its start; needs no Redis.
     *
     * @return a snapshot
     */
    CacheStats stats();

    /**
     * The same cache with stages instead of waiting.
     *
     * @return the asynchronous view
     */
    AsyncCache<K, V> async();
}
