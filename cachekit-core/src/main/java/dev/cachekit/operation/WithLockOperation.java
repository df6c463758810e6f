package dev.cachekit.operation;

import dev.cachekit.annotation.BackendFailure;
import dev.cachekit.annotation.LockMode;
import dev.cachekit.annotation.OnBusy;
import dev.cachekit.annotation.OnLost;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hold a lock around a call.
 *
 * @param where where it was written
 * @param name the lock
 * @param key expression of the one key; empty for one key per lock
 * @param keys expression of a collection with one key per element
 * @param maxWait how long to wait for the lock; zero to try once
 * @param lease how long it is held at most; null to renew it while the call runs
 * @param mode who else may hold it
 * @param onBusy what to do if it is not to be had
 * @param fallback method to call if it is not to be had; empty for none
 * @param onLost what to do if it is lost during the call
 * @param onBackendFailure what to do without a store
 */
public record WithLockOperation(
        String where,
        String name,
        String key,
        String keys,
        Duration maxWait,
        @Nullable Duration lease,
        LockMode mode,
        OnBusy onBusy,
        String fallback,
        OnLost onLost,
        BackendFailure onBackendFailure)
        implements Operation {

    /** Checks that the parts fit each other. */
    public WithLockOperation {
        Checks.named(where, name);
        Checks.keyOrKeys(where, key, keys);
    }
}
