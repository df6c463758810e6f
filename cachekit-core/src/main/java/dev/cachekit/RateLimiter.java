package dev.cachekit;

/**
 * Grants permits per key, counted across the cluster by Redis's clock. Obtained from {@code CacheKit} with its bands; safe for
 * use by many threads. Each call is one round trip and never waits for permits.
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
     * @return the decision
     * @throws InvalidConfigurationException if the cost is not positive, or more than a band could ever grant at once
     */
    Decision tryAcquire(String key, long cost);

    /**
     * Gives permits back, up to the full number of each band: for work that was paid for and not done.
     *
     * @param key what is limited, such as the user
     * @param cost number of permits, positive
     * @throws InvalidConfigurationException if the cost is not positive
     */
    void credit(String key, long cost);
}
