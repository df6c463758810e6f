package dev.cachekit.spring.autoconfigure;

import org.redisson.config.Config;

/**
 * Adds to the configuration of CacheKit's own Redis client, whatever it was made of: an address, a file, or a copy of the
 * application's client. For what has no property: a {@code CredentialsResolver} of a cloud, a NAT mapper, DNS, TCP options.
 *
 * <p>Beans of this type are asked in their order, once, before the client is made; the time-outs, pool sizes, threads, codec and
 * name mapper of CacheKit are set afterwards, because its guarantees rest on them. Not asked with
 * {@code cachekit.redis.share-client}, where there is no client of ours. What it throws stops the start.
 */
@FunctionalInterface
public interface CacheKitRedissonCustomizer {

    /**
     * Changes the configuration.
     *
     * @param config names the servers already; their kind cannot be changed any more
     */
    void customize(Config config);
}
