package dev.cachekit.spring.aop.transaction;

import java.util.function.Supplier;

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
        public <T> T afresh(Supplier<T> load) {
            return load.get();
        }
    };

    /**
     * Tells whether the calling thread has one.
     *
     * @return true if so
     */
    boolean isBound();

    /**
     * Begins a load with empty contexts in place of those bound, if no transaction is open.
     *
     * @param load the load
     * @param <T> the type of its result
     * @return its result
     */
    <T> T afresh(Supplier<T> load);
}
