package dev.cachekit.flight;

import dev.cachekit.FlightTimeoutException;
import dev.cachekit.WaitInterruptedException;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.FlightKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One caller's way through a flight. Used once. */
final class FlightRun<T extends @Nullable Object> {

    private final SingleFlights flights;
    private final FlightTerms terms;
    private final FlightKey key;
    private final Supplier<CompletionStage<T>> call;
    private final Caller caller;
    private final Report report;
    private final Outcomes outcomes;
    private final long startNanos;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    /** Where this caller counts; none once it has left. */
    private final AtomicReference<@Nullable LocalFlight> joined = new AtomicReference<>();

    FlightRun(
            SingleFlights flights, FlightTerms terms, FlightKey key, Supplier<CompletionStage<T>> call, Caller caller) {
        this.flights = flights;
        this.terms = terms;
        this.key = key;
        this.call = call;
        this.caller = caller;
        this.report = new Report(flights.ports().listener(), terms.name());
        this.outcomes = new Outcomes(terms.values(), flights.ports().exceptions());
        this.startNanos = flights.ports().clock().nanoTime();
    }

    CompletionStage<T> begin() {
        result.whenComplete((value, failure) -> leave()); // also if the user cancels it
        Stages.pass(join(), result);
        return result;
    }

    private CompletionStage<T> join() {
        SingleFlights.Place place = flights.join(terms, key, report);
        if (place == null) {
            return Stages.begun(call);
        }
        joined.set(place.flight());
        if (result.isDone()) {
            leave();
        }
        return follow(place.flight(), place.flight().phase(), place.first());
    }

    private void leave() {
        LocalFlight flight = joined.getAndSet(null);
        if (flight != null) {
            flight.leave();
        }
    }

    /**
     * Does what the phase asks for, or waits for the next one.
     *
     * @param ran whether the call is known to have been running, or not to have begun, when this caller came
     */
    private CompletionStage<T> follow(LocalFlight flight, Phase phase, boolean ran) {
        if (joined.get() == null) {
            return CompletableFuture.failedFuture(new CancellationException("this caller has left"));
        }
        if (!ran && phase.isOverElsewhere()) {
            return joinAnother(flight);
        }
        if (phase instanceof Phase.Ended ended) {
            report.shared(waited());
            return shared(ended);
        }
        if (phase instanceof Phase.Duty duty && duty.take()) {
            ByteBuffer outcome = duty.outcome();
            return outcome == null ? lead(flight) : read(flight, outcome);
        }
        if (phase instanceof Phase.Elsewhere elsewhere && !ran) {
            return unlessOver(flight, elsewhere);
        }
        return Stages.either(
                caller.await(phase.next(), patience(phase)),
                next -> follow(flight, next, ran || !(phase instanceof Phase.Entering)),
                failure -> CompletableFuture.failedFuture(translated(failure)));
    }

    /** A call that has ended must not be joined, even if this process has not heard of its end, or cannot ask about it. */
    private CompletionStage<T> unlessOver(LocalFlight flight, Phase.Elsewhere elsewhere) {
        return Stages.either(
                caller.await(flight.membership().current(), patience(elsewhere)),
                current -> current.filter(elsewhere.flight()::equals).isPresent()
                        ? follow(flight, flight.phase(), true)
                        : joinAnother(flight),
                failure -> failure instanceof InterruptedException || failure instanceof TimeoutException
                        ? CompletableFuture.failedFuture(translated(failure))
                        : joinAnother(flight));
    }

    private CompletionStage<T> joinAnother(LocalFlight flight) {
        flight.unlink();
        leave();
        return join();
    }

    private CompletionStage<T> lead(LocalFlight flight) {
        report.leads();
        Work<T> work = flight.work(call);
        return Stages.settled(caller.begin(work::start)).thenCompose(settled -> landed(flight, settled));
    }

    private CompletionStage<T> landed(LocalFlight flight, CompletionStage<T> settled) {
        Landing landing = new Landing(flight, caller, outcomes, report, flights.ports());
        CompletionStage<Void> over = settled.handle(
                        (value, failure) -> landing.with(value, failure == null ? null : Stages.cause(failure)))
                .thenCompose(ending -> ending);
        return Stages.either(caller.await(over, landing.longest()), done -> settled, late -> settled);
    }

    private CompletionStage<T> read(LocalFlight flight, ByteBuffer outcome) {
        return caller.begin(() -> CompletableFuture.completedFuture(outcomes.read(outcome)))
                .handle((read, failure) -> {
                    if (failure != null) {
                        flight.end(
                                null, Stages.cause(failure)); // nobody else reads it, so the others would wait in vain
                    } else {
                        taken(flight, read);
                    }
                    return follow(flight, flight.phase(), true);
                })
                .thenCompose(next -> next);
    }

    private void taken(LocalFlight flight, Outcomes.Read read) {
        if (read instanceof Outcomes.Read.Shared shared) {
            flight.end(shared.value(), shared.failure());
        } else if (read instanceof Outcomes.Read.Unshared unshared) {
            report.unshared(unshared.reason());
            flight.membership().detach();
            flight.lead();
        }
    }

    /** While it is not known who makes the call, the store is asked, and that has a limit of its own. */
    private Duration patience(Phase phase) {
        Duration left = terms.maxWait().minus(waited());
        Duration forStore = flights.ports().deadline().multipliedBy(2);
        boolean storeIsAsked = phase instanceof Phase.Entering && left.compareTo(forStore) < 0;
        return storeIsAsked ? forStore : left.isNegative() ? Duration.ZERO : left;
    }

    private Duration waited() {
        return Duration.ofNanos(flights.ports().clock().nanoTime() - startNanos);
    }

    private Throwable translated(Throwable failure) {
        if (failure instanceof InterruptedException) {
            return new WaitInterruptedException("single flight '" + terms.name() + "'", failure);
        }
        if (failure instanceof TimeoutException) {
            report.timedOut(waited());
            return new FlightTimeoutException(terms.name(), terms.maxWait());
        }
        return failure;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // all callers say one type, or none and know it
    private CompletionStage<T> shared(Phase.Ended ended) {
        return (CompletionStage<T>) (CompletionStage<?>) Objects.requireNonNull(ended.outcome());
    }
}
