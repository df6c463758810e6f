package dev.cachekit;

import java.time.Duration;

/**
 * Grants permits per key, counted across the cluster by Redis's clock. Obtained from {@code CacheKit} with its bands; safe for
 * use by many threads. A call is one round trip at most: calls of one process for one key that come together share one, and a
 * refused key is refused from memory until it could succeed, for a second at most.
 *
 * <pre>{@code
 *     RateLimiter api = cacheKit.rateLimiter("api", Band.tokenBucket(100, Duration.ofMinutes(1)));
 *     Decision decision = api.tryAcquire(user);
 * }</pre>
 *
 * <p><b>When Redis is away</b> each node limits alone, unless {@code cachekit.rate-limiters} says otherwise for that name:
 * {@code OPEN} allows every call, {@code CLOSED} throws {@link BackendUnavailableException}.
 */
public interface RateLimiter {

    /**
     * Takes one permit from every band, or none at all.
     *
     * @param key what is limited, such as the user
     * @return the decision
     */
    Decision tryAcquire(String key);

    /**
     * Takes permits from every band, or none at all.
     *
     * @param key what is limited, such as the user
     * @param cost number of permits, positive
     * @return the decision; more than a band ever grants at once are refused
     * @throws InvalidConfigurationException if the cost is not positive
     */
    Decision tryAcquire(String key, long cost);

    /**
     * Takes permits from every band as soon as there are enough, or none at all if that takes longer than the caller would
     * wait: then it is refused at once. Token buckets reserve a place at once, so callers go on in the order of their calls;
     * windows are asked again when they may have room.
     *
     * @param key what is limited, such as the user
     * @param cost number of permits, positive
     * @param maxWait the longest wait, not negative
     * @return the decision; of one that is allowed, when its time has come
     * @throws InvalidConfigurationException if the cost is not positive, or the wait is negative
     * @throws WaitInterruptedException if the thread is interrupted while it waits; a reserved place is given back
     */
    Decision acquire(String key, long cost, Duration maxWait);

    /**
     * Gives permits back, up to the full number of each band: for work that was paid for and not done. Give back within the
     * time of the bands only: permits that have come back by time already would come back twice, and a window could then grant
     * more than its permits.
     *
     * @param key what is limited, such as the user
     * @param cost number of permits, positive
     * @throws InvalidConfigurationException if the cost is not positive
     */
    void credit(String key, long cost);

    /**
     * Returns the same limiter for callers that must not block.
     *
     * @return a view of this limiter
     */
    AsyncRateLimiter async();
}
