package dev.cachekit.spi;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Tells those who take part in flights that it is time to look again. It may be lost. */
public sealed interface FlightNews {

    /**
     * A flight has ended for which somebody waits.
     *
     * @param flight names the flight
     * @param outcome what the leader left, read-only; null if it is large: then whoever waits asks for it
     */
    record Ended(Token flight, @Nullable ByteBuffer outcome) implements FlightNews {

        /** Makes the bytes read-only. */
        public Ended {
            outcome = outcome == null ? null : outcome.asReadOnlyBuffer();
        }
    }

    /**
     * The leader has given up; the first who asks succeeds it.
     *
     * @param flight names the flight
     */
    record Vacant(Token flight) implements FlightNews {}

    /**
     * All who wanted the outcome have left, and the flight is over.
     *
     * @param leader who may stop working for it
     */
    record Unwanted(Token leader) implements FlightNews {}
}
