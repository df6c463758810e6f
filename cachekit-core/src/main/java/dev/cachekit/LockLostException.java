package dev.cachekit;

/**
 * A lock was lost while its holder still worked under it, because it could not be renewed in time. Another may have held it
 * since; what the holder wrote must be rolled back or be refused by its fencing token.
 */
public final class LockLostException extends CacheKitException {

    private final String lock;
    private final long fencingToken;

    /**
     * @param lock name of the lock
     * @param fencingToken the number of the acquisition that was lost
     */
    public LockLostException(String lock, long fencingToken) {
        super("lock '" + lock + "': acquisition " + fencingToken
                + " was lost before its work ended; roll the work back and try again");
        this.lock = lock;
        this.fencingToken = fencingToken;
    }

    /** Name of the lock. */
    public String lock() {
        return lock;
    }

    /** The number of the acquisition that was lost. */
    public long fencingToken() {
        return fencingToken;
    }
}
