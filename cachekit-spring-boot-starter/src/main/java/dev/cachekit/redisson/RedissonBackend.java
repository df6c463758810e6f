package dev.cachekit.redisson;

import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.Bundle;
import dev.cachekit.spi.Channel;
import dev.cachekit.spi.CounterStore;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.FlightStore;
import dev.cachekit.spi.LimitStore;
import dev.cachekit.spi.LockStore;
import dev.cachekit.spi.Observer;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.StoreAdmin;
import java.time.Duration;
import org.redisson.api.RedissonClient;

/**
 * Keeps entries in Redis. Safe for use by many threads; no call blocks, a start succeeds while Redis is away, and a
 * stage fails with {@link dev.cachekit.BackendUnavailableException} when Redis does not answer in the client's time.
 */
public final class RedissonBackend implements Backend {

    private final EntryStore entries;
    private final LimitStore limits;
    private final CounterStore counters;
    private final RedissonFlightStore flights;
    private final RedissonLockStore locks;
    private final RedissonChannel channel;
    private final RedissonBackplane backplane;
    private final RedissonAdmin admin;
    private final LeaseEnds leaseEnds;
    private final Parts parts;

    private RedissonBackend(Parts parts) {
        this.parts = parts;
        this.leaseEnds = new LeaseEnds(parts);
        this.entries = new RedissonEntryStore(parts, leaseEnds);
        this.limits = new RedissonLimitStore(parts);
        this.counters = new RedissonCounterStore(parts);
        this.flights = new RedissonFlightStore(parts);
        this.locks = new RedissonLockStore(parts);
        this.channel = new RedissonChannel(parts);
        this.backplane = new RedissonBackplane(parts);
        this.admin = new RedissonAdmin(parts);
    }

    /**
     * Makes a backend on a client, which begins to connect in the background.
     *
     * @param client stays the caller's: {@link #close()} does not shut it down
     * @param app the escaped name of the application, with which all keys and channels begin
     * @param scheduler times the repetition of a failed subscription
     * @param patience how long a call waits for the very first connection; usually the command time-out
     * @return the backend
     */
    public static RedissonBackend create(RedissonClient client, String app, Scheduler scheduler, Duration patience) {
        return create(client, app, scheduler, patience, Observer.NONE);
    }

    /**
     * As {@link #create(RedissonClient, String, Scheduler, Duration)}, with somebody who watches the requests.
     *
     * @param client stays the caller's: {@link #close()} does not shut it down
     * @param app the escaped name of the application, with which all keys and channels begin
     * @param scheduler times the repetition of a failed subscription
     * @param patience how long a call waits for the very first connection; usually the command time-out
     * @param observer watches each request to Redis from its sending to its answer
     * @return the backend
     */
    public static RedissonBackend create(
            RedissonClient client, String app, Scheduler scheduler, Duration patience, Observer observer) {
        return new RedissonBackend(Parts.connecting(client, app, scheduler, patience, observer));
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public boolean isShared() {
        return true;
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
    public Bundle bundle() {
        return new RedissonBundle(parts, leaseEnds);
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Backplane backplane() {
        return backplane;
    }

    @Override
    public StoreAdmin admin() {
        return admin;
    }

    /** Ends the subscriptions of this backend. The client is left open. */
    @Override
    public void close() {
        channel.close();
        leaseEnds.close();
        flights.close();
        locks.close();
        backplane.close();
    }
}
