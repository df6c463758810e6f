package dev.cachekit;

/** An operation of a {@link Batch} failed for a reason of its own, such as a counter that would overflow; see the cause. */
public final class BatchOperationException extends CacheKitException {

    /**
     * @param cause what the operation alone would have thrown
     */
    public BatchOperationException(Throwable cause) {
        super("an operation of the batch failed: " + cause.getClass().getSimpleName() + "; see the cause", cause);
    }
}
