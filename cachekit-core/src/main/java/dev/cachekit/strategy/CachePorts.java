package dev.cachekit.strategy;

import dev.cachekit.call.Caller;
import dev.cachekit.call.StoreTime;
import dev.cachekit.near.NearTiers;
import dev.cachekit.recovery.RemovalLog;
import dev.cachekit.spi.Bundle;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.KeyListener;
import dev.cachekit.spi.Observer;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Token;
import dev.cachekit.spi.Transactions;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the strategies of one CacheKit work with. Immutable.
 *
 * @param entries the store
 * @param bundles begins a bundle of requests to the same store
 * @param near the near caches beside it
 * @param scheduler clock and timer
 * @param listener is told what happens
 * @param keys is told which keys are read and removed; {@link KeyListener#NONE} if nobody wants to know
 * @param observer watches loads
 * @param transactions finds the caller's transaction
 * @param removalLog keeps removals beside the data they belong to
 * @param tokens makes a new token, never the same twice
 * @param background where loads run that nobody waits for
 * @param deadline the longest time one call may spend on the store, all its requests together
 * @param remote whether a request to the store takes a way through a network, so that callers had better share it
 */
public record CachePorts(
        EntryStore entries,
        Supplier<Bundle> bundles,
        NearTiers near,
        Scheduler scheduler,
        CacheListener listener,
        KeyListener keys,
        Observer observer,
        Transactions transactions,
        RemovalLog removalLog,
        Supplier<Token> tokens,
        Background background,
        Duration deadline,
        boolean remote) {

    /**
     * Makes the requests for several items and sends them together; the request for a single one goes by itself.
     *
     * @param items what is asked about
     * @param requests makes the requests to the store it is given, and does not wait for answers
     * @param <T> the type of what it gives
     * @return what it gives
     */
    <T> T together(Collection<?> items, Function<EntryStore, T> requests) {
        if (items.size() < 2) {
            return requests.apply(entries);
        }
        Bundle bundle = bundles.get();
        try {
            return requests.apply(bundle.entries());
        } finally {
            bundle.send();
        }
    }

    /** The store has acknowledged a removal. */
    void tellLag(String cache, long askedNanos) {
        listener.onInvalidated(cache, Duration.ofNanos(scheduler.nanoTime() - askedNanos));
    }

    /**
     * Begins the time that one call may spend on the store.
     *
     * @param caller how it waits
     * @return the whole deadline
     */
    public StoreTime storeTime(Caller caller) {
        return new StoreTime(scheduler, deadline, caller);
    }

    /**
     * Returns the usual way to the store: each request at once.
     *
     * @param caller how the call waits
     * @return a route for one call
     */
    public Route route(Caller caller) {
        return route(entries, storeTime(caller));
    }

    /**
     * Returns a way to another store.
     *
     * @param store the store
     * @param time what the call may spend
     * @return a route for one call
     */
    public static Route route(EntryStore store, StoreTime time) {
        return new Route() {
            @Override
            public <T extends @Nullable Object> CompletionStage<T> send(
                    Function<EntryStore, CompletionStage<T>> request) {
                return time.spend(() -> request.apply(store));
            }
        };
    }
}
