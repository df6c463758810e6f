package dev.cachekit;

/**
 * Messages of a topic that a subscriber did not get, or may not have got. Who keeps something up to date by messages reads it
 * anew from where it is kept.
 */
public sealed interface Missed {

    /** The connection to Redis was lost and is there again. How many messages were sent meanwhile nobody knows; perhaps none. */
    record Disconnected() implements Missed {}

    /**
     * Messages came faster than they were handled, and the subscriber's queue was full.
     *
     * @param count how many were dropped since the last time this was told, positive
     */
    record Overflowed(long count) implements Missed {}
}
