package dev.cachekit.spi;

import java.time.Duration;

/**
 * Is told what becomes of locks. Must return at once and must not throw. Implementations are safe for use by many threads. No
 * method is told a key.
 */
public non-sealed interface LockListener extends Listener {

    /** Listens to nothing. */
    LockListener NONE = new LockListener() {};

    /**
     * A lock was taken, with all its keys.
     *
     * @param lock the lock's name
     * @param waited how long it took
     */
    default void onAcquired(String lock, Duration waited) {}

    /**
     * A lock was not free in time.
     *
     * @param lock the lock's name
     * @param waited how long the caller waited
     */
    default void onBusy(String lock, Duration waited) {}

    /**
     * A lock was given back.
     *
     * @param lock the lock's name
     * @param held how long it was held
     */
    default void onReleased(String lock, Duration held) {}

    /**
     * A lock was lost while its holder still worked under it.
     *
     * @param lock the lock's name
     */
    default void onLost(String lock) {}

    /**
     * A lock could not be asked for, because the store failed or did not answer in time.
     *
     * @param lock the lock's name
     * @param failure what happened
     */
    default void onLockFailure(String lock, Throwable failure) {}
}
