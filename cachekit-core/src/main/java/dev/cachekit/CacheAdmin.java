package dev.cachekit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Looks at the store as a whole, for operators and tests; not for the work of an application. A bean in the starter. Safe for
 * use by many threads. It sees every key of the database, those of other programs included. In-process it sees the entries of
 * caches.
 *
 * <p>Methods block for up to {@code cachekit.redis.deadline}, the stream of {@link #scan} for as much with every page.
 *
 * <p><b>When Redis is away</b> every method, and the stream of {@link #scan} at any element, throws
 * {@link BackendUnavailableException}. Circuit breakers do not hold it back.
 */
public interface CacheAdmin {

    /** Asks every node for a sign of life and returns the longest time one took. */
    Duration ping();

    /**
     * Walks over key names page by page, without blocking Redis. A key that lives through the whole walk appears at least
     * once; one that comes or goes meanwhile may or may not.
     *
     * @param glob pattern over full key names: {@code *}, {@code ?}, {@code [abc]}, with a backslash before a character meant
     *     literally
     * @return the names, read as they are consumed; to be closed by the caller
     */
    Stream<String> scan(String glob);

    /** Number of keys in the database, over all primaries; counted by Redis at no cost. */
    long keyCount();

    /**
     * Counts the entries of this application by cache, by walking over all keys page by page in the background. One walk is under
     * way at a time: who asks meanwhile is given its outcome. No thread waits for it.
     *
     * @return how many entries each cache has, by its name; a cache that this process does not use has the name that it has in
     *     keys. Includes entries that count as absent, such as those of a cleared cache. Fails with
     *     {@link BackendUnavailableException} if Redis goes away meanwhile
     */
    CompletionStage<Map<String, Long>> countByCache();

    /** What kind of server it is. */
    ServerInfo serverInfo();

    /** How much memory the server uses, over all primaries; in-process the memory of this process. */
    MemoryUse memory();
}
