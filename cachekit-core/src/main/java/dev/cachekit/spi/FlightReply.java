package dev.cachekit.spi;

import java.nio.ByteBuffer;
import java.time.Duration;

/** What a process is told that wants to take part in a flight. */
public sealed interface FlightReply {

    /**
     * It is to make the call, under a lease.
     *
     * @param flight names the flight; that of an earlier leader whom this one succeeds
     */
    record Lead(Token flight) implements FlightReply {}

    /**
     * Another makes the call.
     *
     * @param flight names the flight
     * @param remaining how long the other's lease lasts unless extended
     */
    record Wait(Token flight, Duration remaining) implements FlightReply {}

    /**
     * The flight it followed has ended.
     *
     * @param outcome what the leader left, read-only
     */
    record Ended(ByteBuffer outcome) implements FlightReply {

        /** Makes the bytes read-only. */
        public Ended {
            outcome = outcome.asReadOnlyBuffer();
        }
    }
}
