package dev.cachekit.spring.actuate;

import dev.cachekit.spring.actuate.CacheKitDescriptor.ActionDescriptor;
import dev.cachekit.spring.actuate.CacheKitDescriptor.RemovalDescriptor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * The operations of {@link CacheKitEndpoint} over HTTP with cache and key as parameters. Servers and firewalls refuse paths with
 * some escapes, so not every name can stand in one. Safe for use by many threads.
 */
@EndpointWebExtension(endpoint = CacheKitEndpoint.class)
public final class CacheKitWebExtension {

    private static final String RULE = "a key needs the name of its cache: ?cache=...&key=...";

    private final CacheKitEndpoint endpoint;

    /**
     * Makes the extension.
     *
     * @param endpoint does what is asked
     */
    public CacheKitWebExtension(CacheKitEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Shows all there is, one cache, or one key.
     *
     * @param cache the cache's name; null for all
     * @param key the text of the key as it stands in the store; null for the whole cache
     * @return what {@link CacheKitEndpoint#application}, {@link CacheKitEndpoint#cache} or {@link CacheKitEndpoint#entry} returns;
     *     null if nobody uses the cache
     * @throws InvalidEndpointRequestException for a key without its cache
     * @throws dev.cachekit.BackendUnavailableException if the store does not answer for a key
     */
    @ReadOperation
    public @Nullable OperationResponseBody show(@Nullable String cache, @Nullable String key) {
        if (cache != null) {
            return key == null ? endpoint.cache(cache) : endpoint.entry(cache, key);
        }
        if (key != null) {
            throw new InvalidEndpointRequestException(RULE, RULE);
        }
        return endpoint.application();
    }

    /**
     * Does something to one cache.
     *
     * @param cache its name
     * @param action what to do
     * @param setting the setting to change
     * @param value the value, tag or pattern
     * @return as {@link CacheKitEndpoint#change}
     * @throws InvalidEndpointRequestException as {@link CacheKitEndpoint#change}
     */
    @WriteOperation
    public ActionDescriptor change(String cache, String action, @Nullable String setting, @Nullable String value) {
        return endpoint.change(cache, action, setting, value);
    }

    /**
     * Removes one key, in this process and all others.
     *
     * @param cache the cache's name
     * @param key the text of the key as it stands in the store
     * @return as {@link CacheKitEndpoint#invalidate}; null if nobody uses the cache
     */
    @DeleteOperation
    public @Nullable RemovalDescriptor invalidate(String cache, String key) {
        return endpoint.invalidate(cache, key);
    }
}
