package dev.cachekit.flight;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.call.Stages;
import dev.cachekit.recovery.Guard;
import dev.cachekit.spi.FlightKey;
import dev.cachekit.spi.FlightNews;
import dev.cachekit.spi.FlightStore;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Token;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The way to the flights of other processes: sends requests past the guard and within the deadline, and hands out the news.
 * Safe for use by many threads.
 */
public final class FlightNetwork {

    private final FlightStore store;
    private final Guard guard;
    private final Supplier<Token> tokens;
    private final FlightPorts ports;

    private final AtomicBoolean started = new AtomicBoolean();

    /** Who waits, by the flight; who leads, by its own token. */
    private final ConcurrentMap<Token, Set<Consumer<FlightNews>>> listening = new ConcurrentHashMap<>();

    /**
     * Makes the way to a store.
     *
     * @param store the store
     * @param guard keeps requests from primaries that are left alone
     * @param tokens makes a new token each time
     * @param ports clock, deadline and executor
     */
    public FlightNetwork(FlightStore store, Guard guard, Supplier<Token> tokens, FlightPorts ports) {
        this.store = store;
        this.guard = guard;
        this.tokens = tokens;
        this.ports = ports;
    }

    /** Names a member. The news are heard from the first one on, so who has no flights needs no subscription. */
    Token newMember() {
        if (started.compareAndSet(false, true)) {
            store.listen(this::hear);
        }
        return tokens.get();
    }

    Scheduler clock() {
        return ports.clock();
    }

    /** Waits no longer than one call may wait for the store. */
    <T> CompletionStage<T> send(FlightKey key, Function<FlightStore, CompletionStage<T>> request) {
        CompletionStage<T> sent = Stages.begun(() -> guard.send(key.lane(), () -> request.apply(store)));
        return Stages.within(ports.clock(), sent, ports.deadline(), this::late);
    }

    private BackendUnavailableException late() {
        return new BackendUnavailableException(
                "the store did not answer within the " + ports.deadline().toMillis()
                        + " ms that one call may spend on it",
                null);
    }

    void listen(Token token, Consumer<FlightNews> listener) {
        listening.compute(token, (same, known) -> {
            Set<Consumer<FlightNews>> all = known == null ? ConcurrentHashMap.newKeySet() : known;
            all.add(listener);
            return all;
        });
    }

    void unlisten(Token token, Consumer<FlightNews> listener) {
        listening.computeIfPresent(token, (same, all) -> {
            all.remove(listener);
            return all.isEmpty() ? null : all;
        });
    }

    /** Tells whether anybody waits for news. */
    boolean isHeardByAnybody() {
        return !listening.isEmpty();
    }

    private void hear(FlightNews news) {
        listening.getOrDefault(subject(news), Set.of()).forEach(listener -> listener.accept(news));
    }

    private static Token subject(FlightNews news) {
        if (news instanceof FlightNews.Ended ended) {
            return ended.flight();
        }
        return news instanceof FlightNews.Vacant vacant ? vacant.flight() : ((FlightNews.Unwanted) news).leader();
    }
}
