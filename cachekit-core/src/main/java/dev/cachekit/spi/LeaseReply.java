package dev.cachekit.spi;

import java.time.Duration;

/** The answer to a {@link LeaseRequest}. */
public sealed interface LeaseReply {

    /** The caller may load and fill. */
    record Granted() implements LeaseReply {}

    /**
     * A value is there by now.
     *
     * @param entry the value and its header
     */
    record Hit(Entry entry) implements LeaseReply {}

    /**
     * Another load holds the lease. The store has noted that somebody waits, so the end of that lease is told.
     *
     * @param holder the token of that load
     * @param remaining how long the lease lasts unless extended
     */
    record Held(Token holder, Duration remaining) implements LeaseReply {}

    /**
     * A write is under way, nothing may be filled.
     *
     * @param fence names this state of the fence: it changes whenever a writer enters or leaves
     */
    record Fenced(Token fence) implements LeaseReply {}
}
