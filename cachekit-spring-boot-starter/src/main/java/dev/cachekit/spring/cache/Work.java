package dev.cachekit.spring.cache;

import org.jspecify.annotations.Nullable;

/** What is done on this thread in the course of a call. */
@FunctionalInterface
interface Work {

    @Nullable
    Object run() throws Throwable;

    /**
     * How some work ended.
     *
     * @param value what it gave
     * @param failure what it threw; null if it ended well
     */
    record Ended(@Nullable Object value, @Nullable Throwable failure) {

        /** Gives or throws the same. */
        @Nullable
        Object outcome() throws Throwable {
            if (failure != null) {
                throw failure;
            }
            return value;
        }
    }

    /** Runs it where nothing may be thrown. */
    static Ended ended(Work work) {
        try {
            return new Ended(work.run(), null);
        } catch (Throwable thrown) { // passed on as it is
            return new Ended(null, thrown);
        }
    }
}
