package dev.cachekit.annotation;

/** When an {@link Invalidate @Invalidate} removes, seen from the transaction of the method. */
public enum Phase {
    /**
     * After the transaction completed: committed or unknown removes, rolled back keeps. Without a transaction: after the
     * method. If Redis is away the removal is queued and made up for later.
     */
    AFTER_COMMIT,

    /**
     * The intent is written before the commit and finished after the completion, so the removal happens even if this
     * process dies in between. For keys that need no {@code #result} only. If Redis is away the transaction is rolled back with
     * {@link dev.cachekit.InvalidationUnavailableException}.
     */
    TWO_PHASE,

    /** Before the method runs, whatever its outcome. A key must not use {@code #result}. */
    BEFORE
}
