package dev.cachekit;

import org.jspecify.annotations.Nullable;

/**
 * An invalidation that must be on record before the commit ({@link dev.cachekit.annotation.Phase#TWO_PHASE}) could not be
 * written because Redis is away. The transaction is rolled back; calling again later is safe.
 *
 * <p>It is not a {@link BackendUnavailableException}, so that code which tolerates those cannot swallow it and commit.
 */
public final class InvalidationUnavailableException extends CacheKitException {

    private final String cache;

    /**
     * @param cache name of the cache whose entries were to be removed
     * @param cause the failure of the client, or null if the operation was refused without being tried
     */
    public InvalidationUnavailableException(String cache, @Nullable Throwable cause) {
        super(
                "cache '" + cache + "': the invalidation must be recorded before the commit but Redis is away;"
                        + " call again later, or use phase AFTER_COMMIT",
                cause);
        this.cache = cache;
    }

    /** Name of the cache whose entries were to be removed. */
    public String cache() {
        return cache;
    }
}
