package dev.cachekit.spi;

/**
 * One lock: the lock's name and what is locked.
 *
 * @param lock the lock's escaped name
 * @param text the escaped text of what is locked; empty if the lock has no keys
 */
public record LockKey(String lock, String text) {

    /** Where what is known of the lock is kept. */
    public Lane lane() {
        return Lane.of(lock, text);
    }
}
