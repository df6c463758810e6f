package dev.cachekit.strategy;

import dev.cachekit.FlightTimeoutException;
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
        final Thread leader = Thread.currentThread();
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
     * @param call begins the call; never throws, a failure is in the stage
     * @param maxWait how long to wait for a call that was joined
     * @param caller how to wait
     * @param <T> the type of the result
     * @return the outcome; the very same object for all; fails with {@link FlightTimeoutException} when the wait was too
     *     long
     */
    public <T extends @Nullable Object> CompletionStage<T> run(
            String name, String keyText, Supplier<CompletionStage<T>> call, Duration maxWait, Caller caller) {
        FlightKey key = new FlightKey(name, keyText);
        LocalFlight mine = new LocalFlight();
        LocalFlight first = underWay.putIfAbsent(key, mine);
        if (first == null) {
            return lead(key, mine, call);
        }
        if (first.leader == Thread.currentThread()) {
            return call.get(); // a call inside itself would wait for itself
        }
        return Stages.either(
                caller.await(first.<T>outcome(), maxWait),
                CompletableFuture::completedFuture,
                failure -> CompletableFuture.failedFuture(
                        failure instanceof TimeoutException ? new FlightTimeoutException(name, maxWait) : failure));
    }

    private <T extends @Nullable Object> CompletionStage<T> lead(
            FlightKey key, LocalFlight flight, Supplier<CompletionStage<T>> call) {
        return call.get().whenComplete((value, failure) -> {
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
