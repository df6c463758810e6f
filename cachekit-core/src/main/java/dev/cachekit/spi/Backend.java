package dev.cachekit.spi;

/** The set of ports that one store implements. Safe for use by many threads. */
public interface Backend extends AutoCloseable {

    /**
     * Returns the name people know it by.
     *
     * @return {@code redis} or {@code in-process}
     */
    String name();

    /**
     * Tells whether other processes see what this backend stores.
     *
     * @return false if everything stays in this process
     */
    boolean isShared();

    /**
     * Returns the store of entries.
     *
     * @return always the same
     */
    EntryStore entries();

    /**
     * Returns what counts the permits of rate limiters.
     *
     * @return always the same
     */
    LimitStore limits();

    /**
     * Returns what keeps numbers.
     *
     * @return always the same
     */
    CounterStore counters();

    /**
     * Returns what lets processes make one call together.
     *
     * @return always the same
     */
    FlightStore flights();

    /**
     * Returns what keeps locks.
     *
     * @return always the same
     */
    LockStore locks();

    /**
     * Begins a bundle of requests.
     *
     * @return a new one
     */
    default Bundle bundle() {
        return Bundle.direct(entries(), counters());
    }

    /**
     * Returns the messages between processes.
     *
     * @return always the same
     */
    Channel channel();

    /**
     * Returns what tells the nodes of changes in the store.
     *
     * @return always the same; {@link Backplane#NONE} if nobody else can change it
     */
    default Backplane backplane() {
        return Backplane.NONE;
    }

    /**
     * Returns what looks at the store as a whole.
     *
     * @return always the same
     */
    StoreAdmin admin();

    /** Ends what this backend started: connections, timers, subscriptions. Idempotent. */
    @Override
    void close();
}
