package dev.cachekit.recovery;

import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Scheduler;
import java.util.function.UnaryOperator;

/**
 * What stands before the requests of one batch. Each is refused by itself while its primary is left alone; for the breakers, all
 * that go to one primary are one request. Used by one thread until the batch is sent.
 */
public final class BatchGuard {

    /** For a store that cannot be away. */
    static final BatchGuard NONE = new BatchGuard(Guard.NONE, UnaryOperator.identity(), () -> {});

    private final Guard guard;
    private final UnaryOperator<EntryStore> store;
    private final Runnable sending;

    private BatchGuard(Guard guard, UnaryOperator<EntryStore> store, Runnable sending) {
        this.guard = guard;
        this.store = store;
        this.sending = sending;
    }

    static BatchGuard of(CircuitBreakers breakers, Journal journal, Scheduler clock) {
        Attempts.OfBatch attempts = new Attempts.OfBatch(clock);
        CircuitBreakers counting = breakers.counting(attempts);
        return new BatchGuard(counting, any -> new GuardedEntryStore(any, counting, journal), attempts::send);
    }

    /**
     * Returns the guard of what is not an entry.
     *
     * @return always the same
     */
    public Guard guard() {
        return guard;
    }

    /**
     * Puts the breakers and the journal around the store of the batch.
     *
     * @param entries the way of the batch to the store
     * @return the store behind them
     */
    public EntryStore guarded(EntryStore entries) {
        return store.apply(entries);
    }

    /** All requests are made, and go now: their time begins. What is asked for later counts by itself. */
    public void send() {
        sending.run();
    }
}
