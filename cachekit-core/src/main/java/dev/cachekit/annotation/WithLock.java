package dev.cachekit.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs the method under mutual exclusion across the cluster.
 *
 * <pre>{@code
 *     @WithLock(name = "checkout", key = "#cartId", maxWait = "2s")
 *     public Order checkout(long cartId) { ... }
 * }</pre>
 *
 * <p><b>Span.</b> The lock is taken before and released after the transaction opened inside: the next holder sees what this
 * one committed. The method never runs without the lock.
 *
 * <p><b>Busy.</b> {@link #onBusy()} decides what happens when the lock was not free within {@link #maxWait()}.
 *
 * <p><b>Fencing.</b> In the method body {@code CurrentLock.fencingToken()} is a number that grows with every acquisition of
 * that lock; hand it to a store that refuses smaller ones, as no lock alone can stop a holder that was paused.
 *
 * <p><b>Null.</b> A key expression that yields {@code null} is a key of its own.
 *
 * <p><b>Threads.</b> The lock belongs to the call, not to the thread. A blocking caller waits on its own thread and can be
 * interrupted.
 *
 * <p><b>When Redis is away</b> {@link #onBackendFailure()} decides: by default the call is refused with
 * {@link dev.cachekit.BackendUnavailableException}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface WithLock {

    /** The name of the lock: the same as {@link #name()}. Both set and different stops the start. */
    String value() default "";

    /** The name of the lock. Needed here or in {@link #value()}. */
    String name() default "";

    /** Expression of what is locked, such as the cart. Empty: one lock for that name. Excludes {@link #keys()}. */
    String key() default "";

    /**
     * Expression of a collection or array of keys; all of them are locked, in one global order, so that two calls cannot
     * block each other. Empty: one lock. Excludes {@link #key()}.
     */
    String keys() default "";

    /** How long to wait for the lock; {@code "0"}: try once. Empty: configured, built-in 10 seconds. */
    String maxWait() default "";

    /**
     * How long the lock is held at most; that it was lost before is noticed within a third of it, and within 3.3 seconds. Empty:
     * configured, built-in renewed for as long as the method runs.
     */
    String lease() default "";

    /** How to exclude others. Default: one holder at a time. */
    LockMode mode() default LockMode.EXCLUSIVE;

    /** What to do when the lock was not free in time. Default: throw; {@link #fallback()} changes it to that. */
    OnBusy onBusy() default OnBusy.THROW;

    /**
     * Name of a method of the same class that is called when the lock was not free: any visibility, same parameters plus
     * optionally the exception last, same return type. Setting it implies {@link OnBusy#FALLBACK}. Empty: none.
     */
    String fallback() default "";

    /** What to do when the lock is lost while the method runs. Default: throw. */
    OnLost onLost() default OnLost.THROW;

    /**
     * What to do while Redis is away: refuse, or lock inside this process alone. {@link BackendFailure#OPEN} stops the start.
     * Default: refuse.
     */
    BackendFailure onBackendFailure() default BackendFailure.CLOSED;
}
