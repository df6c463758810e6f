package dev.cachekit.spi;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets processes make one call together: one leads and makes it, the others wait for its outcome. Safe for use by many
 * threads; no call blocks. Every call is one atomic step, by the store's own clock; a stage fails with
 * {@link dev.cachekit.BackendUnavailableException} if the store does not answer, and the step may then have been done or not.
 *
 * <p>A process takes part under a token of its own. It counts as waiting for a lease's time after its last {@link #enter};
 * the leader, after its last {@link #extend}. A flight keeps its name when a leader dies and another succeeds it, so nobody
 * who waits loses sight of it. Once it has ended nobody joins it: outcomes are kept for those who waited, for
 * {@link #KEPT}.
 */
public interface FlightStore {

    /** How long the outcome of a flight is kept for those who waited for it. */
    Duration KEPT = Duration.ofSeconds(10);

    /**
     * Joins the flight under way, begins one if there is none, or looks how it stands.
     *
     * @param key what the calls share
     * @param member who asks
     * @param followed the flight whose outcome it waits for; null if it comes anew
     * @param lease how long it takes part unless it asks again or extends
     * @return what it is to do
     */
    CompletionStage<FlightReply> enter(FlightKey key, Token member, @Nullable Token followed, Duration lease);

    /**
     * Tells which flight is under way.
     *
     * @param key what the calls share
     * @return names the flight; empty if there is none
     */
    CompletionStage<Optional<Token>> current(FlightKey key);

    /**
     * Leads on.
     *
     * @param key what the calls share
     * @param leader who leads
     * @param wanted whether somebody in the leader's own process still wants the outcome
     * @param lease how long from now
     * @return how it stands; a lease that was lost is never brought back
     */
    CompletionStage<FlightLease> extend(FlightKey key, Token leader, boolean wanted, Duration lease);

    /**
     * Ends the flight.
     *
     * @param key what the calls share
     * @param flight names the flight
     * @param leader who leads
     * @param outcome what it leaves for those who wait; null to end it only if nobody does
     * @return what became of it
     */
    CompletionStage<FlightEnd> finish(FlightKey key, Token flight, Token leader, @Nullable ByteBuffer outcome);

    /**
     * Gives up the lead without an outcome, and leaves.
     *
     * @param key what the calls share
     * @param leader who leads
     * @return done, also if it did not lead any more
     */
    CompletionStage<Void> abandon(FlightKey key, Token leader);

    /**
     * Does not want the outcome any more. A leader leads on for those who do.
     *
     * @param key what the calls share
     * @param member who leaves
     * @return true if nobody is left who wants it, and the flight is over with that
     */
    CompletionStage<Boolean> leave(FlightKey key, Token member);

    /**
     * Hears what happens to all flights for which somebody waits.
     *
     * @param listener called on a thread of the store; must return at once
     */
    void listen(Consumer<FlightNews> listener);
}
