package dev.cachekit.inprocess;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.Channel;
import dev.cachekit.spi.CounterStore;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.FlightStore;
import dev.cachekit.spi.LimitStore;
import dev.cachekit.spi.LockStore;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.StoreAdmin;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

/**
 * Keeps everything in the memory of this process. Entries are lost when it ends and are not seen by other processes.
 * Safe for use by many threads; no operation blocks.
 */
public final class InProcessBackend implements Backend {

    /** How many values are kept unless told otherwise. */
    public static final long DEFAULT_MAXIMUM_ENTRIES = 100_000;

    private final Lanes lanes = new Lanes();
    private final InProcessEntryStore entries;
    private final InProcessLimitStore limits;
    private final InProcessCounterStore counters;
    private final InProcessFlightStore flights;
    private final InProcessLockStore locks;
    private final InProcessChannel channel;
    private final InProcessAdmin admin;
    private final Runnable onClose;

    private InProcessBackend(Scheduler scheduler, long maximumEntries, Executor deliveries, Runnable onClose) {
        ElapsedTime time = new ElapsedTime(scheduler);
        ConcurrentMap<EntryKey, Cell> cells = cells(time, maximumEntries);
        this.entries = new InProcessEntryStore(cells, time, new Notices<>(deliveries), lanes);
        this.admin = new InProcessAdmin(cells.keySet(), time, maximumEntries);
        this.limits = new InProcessLimitStore(scheduler);
        this.counters = new InProcessCounterStore(time);
        this.flights = new InProcessFlightStore(scheduler, deliveries);
        this.locks = new InProcessLockStore(scheduler, deliveries);
        this.channel = new InProcessChannel(deliveries);
        this.onClose = onClose;
    }

    /**
     * Makes a backend with {@value #DEFAULT_MAXIMUM_ENTRIES} entries at most and threads of its own for messages.
     *
     * @param scheduler the clock; stays open when the backend is closed
     * @return the backend
     */
    public static InProcessBackend create(Scheduler scheduler) {
        return create(scheduler, DEFAULT_MAXIMUM_ENTRIES);
    }

    /**
     * Makes a backend with threads of its own for messages.
     *
     * @param scheduler the clock; stays open when the backend is closed
     * @param maximumEntries how many values are kept; beyond it those that seem least useful are dropped
     * @return the backend
     * @throws IllegalArgumentException if the maximum is not positive
     */
    public static InProcessBackend create(Scheduler scheduler, long maximumEntries) {
        DeliveryThreads threads = new DeliveryThreads();
        return new InProcessBackend(scheduler, maximumEntries, threads, threads::close);
    }

    /**
     * Makes a backend that delivers messages on a given executor.
     *
     * @param scheduler the clock; stays open when the backend is closed
     * @param maximumEntries how many values are kept; beyond it those that seem least useful are dropped
     * @param deliveries runs the receivers of messages; stays open when the backend is closed
     * @return the backend
     * @throws IllegalArgumentException if the maximum is not positive
     */
    public static InProcessBackend create(Scheduler scheduler, long maximumEntries, Executor deliveries) {
        return new InProcessBackend(scheduler, maximumEntries, deliveries, () -> {});
    }

    @Override
    public String name() {
        return "in-process";
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public EntryStore entries() {
        return entries;
    }

    @Override
    public LimitStore limits() {
        return limits;
    }

    @Override
    public CounterStore counters() {
        return counters;
    }

    @Override
    public FlightStore flights() {
        return flights;
    }

    @Override
    public LockStore locks() {
        return locks;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Backplane backplane() {
        return lanes;
    }

    @Override
    public StoreAdmin admin() {
        return admin;
    }

    @Override
    public void close() {
        channel.close();
        onClose.run();
    }

    /** Only values count against the maximum: dropping a lease would start a second load of a busy key. */
    static ConcurrentMap<EntryKey, Cell> cells(ElapsedTime time, long maximumEntries) {
        if (maximumEntries < 1) {
            throw new IllegalArgumentException("in-process backend: maximum entries must be positive but was "
                    + maximumEntries + "; the default is " + DEFAULT_MAXIMUM_ENTRIES);
        }
        return Caffeine.newBuilder()
                .maximumWeight(maximumEntries)
                .weigher((EntryKey key, Cell cell) -> cell instanceof ValueCell ? 1 : 0)
                .expireAfter(new CellExpiry())
                .ticker(time::now)
                .executor(Runnable::run)
                .build()
                .asMap();
    }
}
