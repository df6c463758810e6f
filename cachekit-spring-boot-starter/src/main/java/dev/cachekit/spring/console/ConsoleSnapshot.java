package dev.cachekit.spring.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * All that the console shows of a process at one moment. Counts grow from the start of the process; percentiles are those of
 * about the last minute. No value is in it, and keys only as {@link KeyTexts} writes them.
 *
 * @param node the process
 * @param store where entries are kept
 * @param caches the caches, sorted by name
 * @param keysShown whether keys are written as their texts
 * @param hotKeys the keys that are read most, the first most of all
 * @param removals the last removals that this process has asked for, the last one first
 * @param limiters the rate limiters, sorted by name
 * @param locks the locks, sorted by name
 * @param findings what the start found
 * @param operations what else can be asked of the actuator, as method and path below its base
 */
public record ConsoleSnapshot(
        NodeState node,
        StoreState store,
        List<CacheState> caches,
        boolean keysShown,
        List<HotKey> hotKeys,
        List<RecentRemoval> removals,
        List<LimiterState> limiters,
        List<LockState> locks,
        List<FindingState> findings,
        List<String> operations)
        implements OperationResponseBody {

    /**
     * The process.
     *
     * @param app the application's name
     * @param name the name of the process
     * @param startedAt when its counts began, in milliseconds of the epoch
     * @param at the moment of this snapshot, in milliseconds of the epoch
     * @param heapUsed bytes
     * @param heapMax bytes; -1 if there is no limit
     * @param pendingRemovals removals that the store has not acknowledged
     * @param pendingMillis for how long the oldest of them has waited at least
     * @param nearBlindMillis for how long near caches have had nobody to vouch for what they keep
     */
    public record NodeState(
            String app,
            String name,
            long startedAt,
            long at,
            long heapUsed,
            long heapMax,
            int pendingRemovals,
            long pendingMillis,
            long nearBlindMillis) {}

    /**
     * Where entries are kept.
     *
     * @param backend the backend's name
     * @param answers false if its server does not answer in time
     * @param version the server's version; null if it is unknown
     * @param usedMemory bytes that the server uses; null if it is unknown
     * @param maxMemory bytes that the server may use; null if it is unknown or has no limit
     * @param breakers the state of the breaker of each primary, by its name
     * @param requests how long requests took
     */
    public record StoreState(
            String backend,
            boolean answers,
            @Nullable String version,
            @Nullable Long usedMemory,
            @Nullable Long maxMemory,
            Map<String, String> breakers,
            Percentiles requests) {}

    /**
     * A cache.
     *
     * @param name its name
     * @param type the type of its values
     * @param ttl how long values live
     * @param near whether it keeps values in this process
     * @param nearSize roughly how many
     * @param stats what was counted
     * @param stale stale values served, by reason
     * @param fillsRefused loaded values that were not stored, by reason
     * @param storeFailures what the store did not do, by operation
     * @param loads how long loads took
     * @param shared whether stale values, refused fills, store failures and loads are not told here, because they are counted
     *     among those of all other caches
     */
    public record CacheState(
            String name,
            String type,
            String ttl,
            boolean near,
            long nearSize,
            Map<String, Long> stats,
            Map<String, Long> stale,
            Map<String, Long> fillsRefused,
            Map<String, Long> storeFailures,
            Percentiles loads,
            boolean shared) {}

    /**
     * A key that is read often.
     *
     * @param cache its cache
     * @param key the key as it may be shown
     * @param whole whether that is its text as it stands in the store, by which it can be explained
     * @param share of all reads in the last minutes, from 0 to 1
     */
    public record HotKey(String cache, String key, boolean whole, double share) {}

    /**
     * A removal.
     *
     * @param at when it was acknowledged or queued, in milliseconds of the epoch
     * @param cache the cache's name
     * @param kind what was removed: key, pattern, tag or all
     * @param count how many of these
     * @param what the first of them as it may be shown
     * @param whole whether that is its text as it stands in the store
     * @param queued whether the store had not acknowledged it in time; it is sent again until it does
     */
    public record RecentRemoval(
            long at, String cache, String kind, int count, String what, boolean whole, boolean queued) {}

    /**
     * A rate limiter.
     *
     * @param name its name
     * @param bands its bands
     * @param granted calls that were let through
     * @param refused calls that were not, by reason
     * @param shadowed calls that would not have been
     * @param storeFailures calls that were decided without the store
     * @param waits how long calls waited for permits
     */
    public record LimiterState(
            String name,
            List<String> bands,
            long granted,
            Map<String, Long> refused,
            long shadowed,
            long storeFailures,
            Percentiles waits) {}

    /**
     * A lock.
     *
     * @param name its name
     * @param acquired how often it was taken
     * @param busy how often it was not free in time
     * @param released how often it was given back
     * @param lost how often it was lost while its holder still worked under it
     * @param failures how often the store was away
     * @param waits how long callers waited for it
     * @param holds how long it was held
     */
    public record LockState(
            String name,
            long acquired,
            long busy,
            long released,
            long lost,
            long failures,
            Percentiles waits,
            Percentiles holds) {}

    /**
     * Something to look at.
     *
     * @param severity warning or notice
     * @param where its place
     * @param text the rule, what was found, and the remedy
     */
    public record FindingState(String severity, String where, String text) {}
}
