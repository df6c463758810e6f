package dev.cachekit.strategy;

import dev.cachekit.FlightTimeoutException;
import dev.cachekit.WaitInterruptedException;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes one call out of concurrent calls with one key, within this process. Nothing is kept afterwards. Safe for use by
 * many threads.
 */
public final class SingleFlights {

    private record FlightKey(String name, String keyText) {}

    private static final class LocalFlight {
        /** The thread inside the call, which must not wait for itself; none once the call answers later. */
        volatile @Nullable Thread inside = Thread.currentThread();

        final CompletableFuture<@Nullable Object> outcome = new CompletableFuture<>();

        @SuppressWarnings({"unchecked", "NullAway"}) // a flight's name belongs to one method, hence to one type
        <T extends @Nullable Object> CompletionStage<T> outcome() {
            return (CompletionStage<T>) (CompletionStage<?>) outcome;
        }
    }

    private final ConcurrentMap<FlightKey, LocalFlight> underWay = new ConcurrentHashMap<>();

    /**
     * Runs a call, or joins the one under way.
     *
     * @param name the flight's name
     * @param keyText the text of the key
     * @param call begins the call; a failure is in the stage or thrown
     * @param maxWait how long to wait for a call that was joined
     * @param caller how to wait
     * @param <T> the type of the result
     * @return the outcome; the very same object for all; fails with {@link FlightTimeoutException} when the wait was too
     *     long, and with {@link WaitInterruptedException} if the thread that waits is interrupted
     */
    public <T extends @Nullable Object> CompletionStage<T> run(
            String name, String keyText, Supplier<CompletionStage<T>> call, Duration maxWait, Caller caller) {
        FlightKey key = new FlightKey(name, keyText);
        LocalFlight mine = new LocalFlight();
        LocalFlight first = underWay.putIfAbsent(key, mine);
        if (first == null) {
            return lead(key, mine, call);
        }
        if (first.inside == Thread.currentThread()) {
            return Stages.begun(call);
        }
        return Stages.either(
                caller.await(Stages.settled(first.<T>outcome()), maxWait),
                settled -> settled,
                failure -> CompletableFuture.failedFuture(translated(name, maxWait, failure)));
    }

    private static Throwable translated(String name, Duration maxWait, Throwable failure) {
        if (failure instanceof InterruptedException) {
            return new WaitInterruptedException("single flight '" + name + "'", failure);
        }
        return failure instanceof TimeoutException ? new FlightTimeoutException(name, maxWait) : failure;
    }

    private <T extends @Nullable Object> CompletionStage<T> lead(
            FlightKey key, LocalFlight flight, Supplier<CompletionStage<T>> call) {
        CompletionStage<T> begun = Stages.begun(call);
        flight.inside = null;
        return begun.whenComplete((value, failure) -> {
            // first out of the map, so that whoever sees the outcome cannot join it any more
            underWay.remove(key, flight);
            if (failure != null) {
                flight.outcome.completeExceptionally(Stages.cause(failure));
            } else {
                flight.outcome.complete(value);
            }
        });
    }
}
