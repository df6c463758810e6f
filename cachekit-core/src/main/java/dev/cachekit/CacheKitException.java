package dev.cachekit;

import org.jspecify.annotations.Nullable;

/**
 * Parent of every exception that CacheKit itself throws. Exceptions of user code (loaders, annotated methods) pass unchanged
 * and are never wrapped in it.
 */
public abstract class CacheKitException extends RuntimeException {

    /**
     * @param message what happened and what to do about it; never a cached value or a secret
     */
    protected CacheKitException(String message) {
        super(message);
    }

    /**
     * @param message what happened and what to do about it; never a cached value or a secret
     * @param cause what led to it, or null if unknown
     */
    protected CacheKitException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
