package dev.cachekit;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * Looks at the store as a whole, for operators and tests; not for the work of an application. Declared ahead of its
 * implementation: nothing hands it out yet. Safe for use by many threads. It sees every key of the database, those of other
 * programs included.
 *
 * <p><b>When Redis is away</b> every method, and the stream of {@link #scan} at any element, throws
 * {@link BackendUnavailableException}.
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

    /** What kind of server it is. */
    ServerInfo serverInfo();

    /** How much memory the server uses, over all primaries. */
    MemoryUse memory();
}
