package dev.cachekit.strategy;

import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The loads under way in this process. Safe for use by many threads.
 *
 * <p>Who may join is what keeps a joined value as fresh as a read one. A flight is found by the token that the store
 * showed to the joining caller: the flight's lease stood when the caller had already begun, so no invalidation the
 * caller could know of came after the flight's start. Without a store there is no such witness; then a flight is found
 * by key, only while young, and an invalidation in this process ends its being found.
 */
final class Flights {

    /** How old a flight may be that is joined without a witness. */
    static final Duration BLIND_JOIN_LIMIT = Duration.ofSeconds(3);

    private final Scheduler clock;
    private final ConcurrentMap<Token, Flight<?>> byToken = new ConcurrentHashMap<>();
    private final ConcurrentMap<EntryKey, Flight<?>> withoutStore;

    Flights(Scheduler clock) {
        this(clock, new ConcurrentHashMap<>());
    }

    /** The map is given so that tests can break one of its rules and must notice. */
    Flights(Scheduler clock, ConcurrentMap<EntryKey, Flight<?>> withoutStore) {
        this.clock = clock;
        this.withoutStore = withoutStore;
    }

    /** Makes a flight that others may join. */
    <T extends @Nullable Object> Flight<T> joinable(Token token) {
        return new Flight<>(token, clock.nanoTime(), true);
    }

    /** Makes the flight of a transaction. It is known here, so that the transaction does not wait for itself. */
    <T extends @Nullable Object> Flight<T> secluded(Token token) {
        return new Flight<>(token, clock.nanoTime(), false);
    }

    /** Lets a flight be found. Must come before its token can be seen in the store. */
    void enter(Flight<?> flight) {
        byToken.put(flight.token(), flight);
    }

    /** Finds the flight whose token the store has just shown to the caller. */
    @SuppressWarnings("unchecked") // a token belongs to one load, hence to one type
    <T extends @Nullable Object> @Nullable Flight<T> witnessed(Token token) {
        return (Flight<T>) byToken.get(token);
    }

    void end(Flight<?> flight) {
        byToken.remove(flight.token(), flight);
    }

    /** Returns the flight to join while the store is away, which is the given one if no young one is there. */
    @SuppressWarnings("unchecked") // a key belongs to one cache, hence to one type
    <T extends @Nullable Object> Flight<T> joinOrLeadWithoutStore(EntryKey key, Flight<T> mine) {
        return (Flight<T>) withoutStore.compute(key, (same, other) -> other != null && isYoung(other) ? other : mine);
    }

    void endWithoutStore(EntryKey key, Flight<?> flight) {
        withoutStore.remove(key, flight);
    }

    /** Newcomers must not join a load that began before an invalidation. */
    void invalidated(Collection<EntryKey> keys) {
        keys.forEach(withoutStore::remove);
    }

    /** As {@link #invalidated(Collection)}; of an unknown part of a cache nothing is found any more. */
    void invalidated(Removal removal) {
        if (removal instanceof Removal.Keys some) {
            invalidated(some.keys());
        } else {
            withoutStore.clear();
        }
    }

    private boolean isYoung(Flight<?> flight) {
        return clock.nanoTime() - flight.startedNanos() < BLIND_JOIN_LIMIT.toNanos();
    }
}
