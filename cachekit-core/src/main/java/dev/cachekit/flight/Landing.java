package dev.cachekit.flight;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the outcome of a call, for all but the caller that has made it.
 *
 * @param flight the flight
 * @param caller who has made the call
 * @param outcomes takes outcomes to other processes
 * @param report is told what cannot be taken there
 * @param ports what flights work with
 */
record Landing(LocalFlight flight, Caller caller, Outcomes outcomes, Report report, FlightPorts ports) {

    /** The flight is over before anybody has its outcome: whoever acts on it and calls again begins another. */
    CompletionStage<Void> with(@Nullable Object value, @Nullable Throwable failure) {
        if (isOfTheCallerAlone(failure) && flight.passOn()) {
            return done();
        }
        flight.unlink(); // first, as other processes have the outcome before this one knows that they have
        return Stages.within(ports.clock(), told(() -> written(value, failure)), longest(), TimeoutException::new)
                .handle((told, late) -> {
                    flight.end(value, failure);
                    return null;
                });
    }

    /** How long the end of a flight holds up its own callers. */
    Duration longest() {
        return ports.deadline().multipliedBy(3);
    }

    private boolean isOfTheCallerAlone(@Nullable Throwable failure) {
        return caller.staysOnItsThread() ? Interruptions.endedHere(failure) : Interruptions.endedElsewhere(failure);
    }

    /** A caller that stands still writes the outcome itself: a pool may be full of calls, and others wait for it. */
    private CompletionStage<Void> told(Supplier<ByteBuffer> outcome) {
        CompletionStage<Boolean> awaited = flight.membership().finish();
        return caller.staysOnItsThread()
                ? Stages.either(
                        caller.await(awaited, ports.deadline()),
                        others -> others ? flight.membership().tell(outcome.get()) : done(),
                        interrupted -> toldByAnother(awaited, outcome))
                : toldByAnother(awaited, outcome);
    }

    private CompletionStage<Void> toldByAnother(CompletionStage<Boolean> awaited, Supplier<ByteBuffer> outcome) {
        return awaited.thenCompose(others -> others
                ? Stages.either(
                        Stages.begun(() -> CompletableFuture.supplyAsync(outcome, ports.executor())),
                        flight.membership()::tell,
                        rejected -> flight.membership().tell(Outcomes.unshared()))
                : done());
    }

    private ByteBuffer written(@Nullable Object value, @Nullable Throwable failure) {
        ByteBuffer outcome = outcomes.write(value, failure);
        if (!Outcomes.isShared(outcome)) {
            report.unshared("unwritable");
        }
        return outcome;
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
