package dev.cachekit.recovery;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.spi.Beat;
import dev.cachekit.spi.BreakerState;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.Scheduler;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One breaker for each primary. Which lanes a primary serves is known from the last beats; before the first, all lanes
 * share one breaker. Requests may be made by many threads, beats are told one after the other.
 *
 * <p>Until a beat was ever answered, the first that is missed blames nobody: a process that begins is short of processor time
 * and has no connection yet. Until the next, requests have only their own time-outs, and enough that fail open the breaker.
 */
final class CircuitBreakers implements Guard {

    /** Stands for whatever serves a lane that no beat has told of. */
    static final String UNKNOWN = "unknown";

    private final Attempts attempts;
    private final Function<String, CircuitBreaker> factory;
    private final AtomicReferenceArray<CircuitBreaker> byLane;

    /** A beat was answered, or one was missed already. */
    private volatile boolean begun;

    /**
     * Begins with one breaker.
     *
     * @param clock measures how long requests take
     * @param factory makes the breaker of a primary
     */
    CircuitBreakers(Scheduler clock, Function<String, CircuitBreaker> factory) {
        this(Attempts.single(clock), factory, new AtomicReferenceArray<>(Lane.COUNT));
        CircuitBreaker first = factory.apply(UNKNOWN);
        Lane.all().forEach(lane -> byLane.set(lane.number(), first));
    }

    private CircuitBreakers(
            Attempts attempts, Function<String, CircuitBreaker> factory, AtomicReferenceArray<CircuitBreaker> byLane) {
        this.attempts = attempts;
        this.factory = factory;
        this.byLane = byLane;
    }

    /** The same breakers, for requests that are counted in another way. */
    CircuitBreakers counting(Attempts others) {
        return new CircuitBreakers(others, factory, byLane);
    }

    /** Returns the state for each primary that serves a lane. */
    Map<String, BreakerState> states() {
        Map<String, BreakerState> states = new TreeMap<>();
        all().forEach(breaker -> states.put(breaker.primary(), breaker.state()));
        return states;
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> send(Lane lane, Supplier<CompletionStage<T>> request) {
        CircuitBreaker breaker = byLane.get(lane.number());
        Attempt attempt = attempts.begin(breaker);
        return attempt == null ? CompletableFuture.failedFuture(refusal(breaker)) : counted(attempt, request);
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> send(
            Collection<Lane> lanes, Supplier<CompletionStage<T>> request) {
        Set<CircuitBreaker> breakers = of(lanes);
        if (breakers.size() == 1) {
            return send(lanes.iterator().next(), request);
        }
        return sendUncounted(breakers, request);
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> sendAnywhere(Supplier<CompletionStage<T>> request) {
        Set<CircuitBreaker> breakers = all();
        return breakers.stream().allMatch(breaker -> breaker.state() == BreakerState.OPEN)
                ? CompletableFuture.failedFuture(refusal(breakers.iterator().next()))
                : request.get();
    }

    /** Sends a request that takes as long as there are keys, so that its time says nothing. */
    <T extends @Nullable Object> CompletionStage<T> sendUncounted(Supplier<CompletionStage<T>> request) {
        return sendUncounted(all(), request);
    }

    private static <T extends @Nullable Object> CompletionStage<T> sendUncounted(
            Collection<CircuitBreaker> breakers, Supplier<CompletionStage<T>> request) {
        for (CircuitBreaker breaker : breakers) {
            if (breaker.state() != BreakerState.CLOSED) {
                return CompletableFuture.failedFuture(refusal(breaker));
            }
        }
        return request.get();
    }

    /** Tells whether requests to a lane are let through at the moment. */
    boolean isClosed(Lane lane) {
        return byLane.get(lane.number()).state() == BreakerState.CLOSED;
    }

    /** A lane that is missing in the answers has a primary that did not answer. A store without beats says nothing. */
    void onBeat(long tookNanos, Map<Lane, Beat> answers) {
        if (answers.isEmpty()) {
            return;
        }
        begun = true;
        Set<CircuitBreaker> answered = new HashSet<>();
        answers.forEach((lane, beat) -> answered.add(assign(lane, beat.primary())));
        answered.forEach(breaker -> breaker.beatAnswered(tookNanos));
        all().stream().filter(breaker -> !answered.contains(breaker)).forEach(CircuitBreaker::beatFailed);
    }

    void onSilence() {
        if (begun) {
            all().forEach(CircuitBreaker::beatFailed);
        }
        begun = true;
    }

    private CircuitBreaker assign(Lane lane, String primary) {
        CircuitBreaker mine = byLane.get(lane.number());
        if (!mine.primary().equals(primary)) {
            mine = known(primary);
            byLane.set(lane.number(), mine);
        }
        return mine;
    }

    private CircuitBreaker known(String primary) {
        return all().stream()
                .filter(breaker -> breaker.primary().equals(primary))
                .findFirst()
                .orElseGet(() -> factory.apply(primary));
    }

    private Set<CircuitBreaker> all() {
        return of(Lane.all());
    }

    private Set<CircuitBreaker> of(Collection<Lane> lanes) {
        Set<CircuitBreaker> breakers = new HashSet<>();
        lanes.forEach(lane -> breakers.add(byLane.get(lane.number())));
        return breakers;
    }

    private static <T extends @Nullable Object> CompletionStage<T> counted(
            Attempt attempt, Supplier<CompletionStage<T>> request) {
        try {
            CompletionStage<T> answer = request.get();
            attempt.handedOver();
            return answer.whenComplete((value, failure) -> attempt.ended(failure));
        } catch (RuntimeException failure) {
            attempt.ended(failure);
            throw failure;
        }
    }

    private static BackendUnavailableException refusal(CircuitBreaker breaker) {
        return BackendUnavailableException.notSent("the circuit breaker of " + breaker
                + " lets no request through; it closes with the next beat answered");
    }
}
