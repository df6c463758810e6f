package dev.cachekit.operation;

import dev.cachekit.annotation.LockMode;
import dev.cachekit.annotation.OnBusy;
import dev.cachekit.annotation.OnLost;

/**
 * Hold a lock around a call.
 *
 * @param where where it was written
 * @param name the lock
 * @param key expression of the one key; empty for one key per lock
 * @param keys expression of a collection with one key per element
 * @param options what it says of the lock itself
 * @param mode who else may hold it
 * @param onBusy what to do if it is not to be had
 * @param fallback method to call if it is not to be had; empty for none
 * @param onLost what to do if it is lost during the call
 */
public record WithLockOperation(
        String where,
        String name,
        String key,
        String keys,
        LockOptions options,
        LockMode mode,
        OnBusy onBusy,
        String fallback,
        OnLost onLost)
        implements Operation {

    /** Checks that the parts fit each other. */
    public WithLockOperation {
        Checks.named(where, name);
        Checks.keyOrKeys(where, key, keys);
    }
}
