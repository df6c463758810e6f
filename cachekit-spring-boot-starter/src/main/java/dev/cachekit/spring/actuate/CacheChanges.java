package dev.cachekit.spring.actuate;

/**
 * Changes settings of caches while they are used, in this process, until they are taken back or it ends. Safe for use by many
 * threads.
 */
public interface CacheChanges {

    /**
     * Sets a setting above all other sources.
     *
     * @param cache the cache's name
     * @param setting the setting as below {@code cachekit.caches.<name>}: {@code ttl}, {@code near.max-size}
     * @param value its value as in the configuration
     * @throws dev.cachekit.InvalidConfigurationException if there is no such setting, its value is wrong, or it cannot change while
     *     the cache is used; then nothing is changed
     */
    void set(String cache, String setting, String value);

    /**
     * Takes all changes of a cache back.
     *
     * @param cache the cache's name
     * @throws dev.cachekit.InvalidConfigurationException if what would hold then cannot be honoured
     */
    void reset(String cache);
}
