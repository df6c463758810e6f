package dev.cachekit.flight;

import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Where a flight stands in this process. A phase passes once, to its next one. */
abstract sealed class Phase {

    private final CompletableFuture<Phase> next = new CompletableFuture<>();

    /** Completes when this phase is over. */
    final CompletableFuture<Phase> next() {
        return next;
    }

    /** Tells whether another process has made the call, so that it may have ended long before this process heard of it. */
    boolean isOverElsewhere() {
        return false;
    }

    /** It is not known yet who makes the call. */
    static final class Entering extends Phase {}

    /** Another process makes the call. */
    static final class Elsewhere extends Phase {

        private final Token flight;

        Elsewhere(Token flight) {
            this.flight = flight;
        }

        Token flight() {
            return flight;
        }
    }

    /** There is something to do, by one of the callers. */
    static final class Duty extends Phase {

        private final AtomicBoolean taken = new AtomicBoolean();
        private final @Nullable ByteBuffer outcome;

        private Duty(@Nullable ByteBuffer outcome) {
            this.outcome = outcome;
        }

        static Duty toLead() {
            return new Duty(null);
        }

        static Duty toRead(ByteBuffer outcome) {
            return new Duty(outcome);
        }

        /** True for one caller only. */
        boolean take() {
            return taken.compareAndSet(false, true);
        }

        /** What another process left; null if this one is to make the call. */
        @Nullable
        ByteBuffer outcome() {
            return outcome;
        }

        @Override
        boolean isOverElsewhere() {
            return outcome != null;
        }
    }

    /** Everybody gets this. */
    static final class Ended extends Phase {

        private final CompletionStage<@Nullable Object> outcome;

        private final boolean elsewhere;

        Ended(CompletionStage<@Nullable Object> outcome, boolean elsewhere) {
            this.outcome = outcome;
            this.elsewhere = elsewhere;
        }

        @Override
        boolean isOverElsewhere() {
            return elsewhere;
        }

        CompletionStage<@Nullable Object> outcome() {
            return outcome;
        }
    }
}
