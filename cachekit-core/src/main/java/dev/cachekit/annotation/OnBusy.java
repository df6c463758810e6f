package dev.cachekit.annotation;

/** What a {@link WithLock @WithLock} does when the lock was not free within {@code maxWait}. */
public enum OnBusy {
    /** Throw {@link dev.cachekit.LockNotAcquiredException}. */
    THROW,

    /**
     * Leave the method out and return nothing: null, or an empty {@code Optional}, {@code Mono}, {@code Flux} or completed
     * future. On a method that returns a primitive it stops the start.
     */
    SKIP,

    /** Call the method named by {@code fallback}. */
    FALLBACK
}
