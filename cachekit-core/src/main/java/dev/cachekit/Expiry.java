package dev.cachekit;

import java.time.Duration;

/** When an entry expires: there is none, in a known time, or never. */
public sealed interface Expiry {

    /** There is no entry. */
    record Absent() implements Expiry {}

    /**
     * The entry expires after a time.
     *
     * @param remaining the time left when Redis answered; zero if it was about to end
     */
    record In(Duration remaining) implements Expiry {

        /**
         * Checks the time left.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public In {
            if (remaining.isNegative()) {
                throw new IllegalArgumentException("Expiry.In: remaining must not be negative but was " + remaining);
            }
        }
    }

    /** The entry stays until it is removed. */
    record Never() implements Expiry {}
}
