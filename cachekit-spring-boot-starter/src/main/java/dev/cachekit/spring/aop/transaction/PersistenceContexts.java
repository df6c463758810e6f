package dev.cachekit.spring.aop.transaction;

import org.jspecify.annotations.Nullable;

/**
 * Sessions bound to the thread that hand back objects they have loaded before. What they hand back may be older than a
 * lease, so it must not be cached. Safe for use by many threads.
 */
public interface PersistenceContexts {

    /** There are none. */
    PersistenceContexts NONE = new PersistenceContexts() {
        @Override
        public boolean isBound() {
            return false;
        }

        @Override
        public @Nullable Object afresh(Work load) throws Throwable {
            return load.run();
        }
    };

    /**
     * Tells whether the calling thread has one.
     *
     * @return true if so
     */
    boolean isBound();

    /**
     * Runs a load with empty contexts in place of those bound, if no transaction is open.
     *
     * @param load the load
     * @return its result
     * @throws Throwable whatever the load throws
     */
    @Nullable
    Object afresh(Work load) throws Throwable;

    /** What is run. */
    @FunctionalInterface
    interface Work {

        /**
         * Runs it.
         *
         * @return its result
         * @throws Throwable its failure
         */
        @Nullable
        Object run() throws Throwable;
    }
}
