package dev.cachekit.flight;

import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The part that this process has in a flight. No method blocks; what they send ends by itself. */
interface Membership {

    /** Of a flight within this process. */
    Membership ALONE = new Membership() {
        @Override
        public void enter(LocalFlight flight) {
            flight.lead();
        }

        @Override
        public CompletionStage<Boolean> finish() {
            return CompletableFuture.completedFuture(false);
        }

        @Override
        public CompletionStage<Void> tell(ByteBuffer outcome) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void detach() {}

        @Override
        public void leave(boolean leading, Runnable cancel) {
            cancel.run();
        }

        @Override
        public CompletionStage<Optional<Token>> current() {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    };

    /** Begins to take part. The flight is told what this process has to do, now and later. */
    void enter(LocalFlight flight);

    /**
     * Ends the flight that this process leads, unless somebody waits for its outcome. The stage ends when nobody can join it any
     * more, or when that cannot be brought about in time; it never fails.
     *
     * @return true if somebody waits: then the outcome has to be {@linkplain #tell told}
     */
    CompletionStage<Boolean> finish();

    /**
     * Ends the flight that this process leads, with its outcome. The stage ends as that of {@link #finish} does.
     *
     * @param outcome what others are to get
     */
    CompletionStage<Void> tell(ByteBuffer outcome);

    /** Has no part in it any more: the call is made for the callers of this process alone. */
    void detach();

    /**
     * Leaves; nobody of this process wants the outcome.
     *
     * @param leading whether the call is being made here: then it goes on as long as others want it
     * @param cancel cancels the call when nobody does
     */
    void leave(boolean leading, Runnable cancel);

    /** Asks which flight is under way. */
    CompletionStage<Optional<Token>> current();
}
