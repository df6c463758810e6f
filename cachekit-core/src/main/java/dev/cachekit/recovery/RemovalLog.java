package dev.cachekit.recovery;

/**
 * Keeps removals where the application keeps its data, written in the same transaction as the change they belong to. A
 * removal whose writer dies after its commit is then found and done by another. Safe for use by many threads.
 */
@FunctionalInterface
public interface RemovalLog {

    /** Keeps nothing. */
    RemovalLog NONE = removal -> () -> {};

    /**
     * Notes a removal in the transaction that is open on this thread, which is about to commit.
     *
     * @param removal what is to be removed after the commit
     * @return to be told when the store has acknowledged the removal
     * @throws RuntimeException if it could not be noted; the transaction is rolled back then
     */
    Receipt note(Removal removal);

    /** Stands for one note. */
    @FunctionalInterface
    interface Receipt {

        /** The store has acknowledged the removal: the note is not needed any more. Returns at once and does not throw. */
        void done();
    }
}
