package dev.cachekit.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The answer to a {@link LeaseRequest}. */
public sealed interface LeaseReply {

    /**
     * The caller may load and fill.
     *
     * @param foreign why what the lease has replaced was no entry of ours, as in {@link Lookup.Foreign}; null if it was one, or
     *     nothing
     */
    record Granted(@Nullable String foreign) implements LeaseReply {

        /** Makes one that has replaced nothing foreign. */
        public Granted() {
            this(null);
        }
    }

    /**
     * A value is there by now.
     *
     * @param entry the value and its header
     * @param freshness how old it is
     */
    record Hit(Entry entry, Freshness freshness) implements LeaseReply {

        /**
         * Makes a value that is new.
         *
         * @param entry the value and its header
         */
        public Hit(Entry entry) {
            this(entry, Freshness.NEW);
        }
    }

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

    /**
     * The last reload of the value failed a moment ago, and nobody reloads it before the rest is over.
     *
     * @param remaining how long that still lasts
     */
    record Resting(Duration remaining) implements LeaseReply {}
}
