package dev.cachekit.strategy;

import dev.cachekit.InvalidationUnavailableException;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Removes from caches in two phases: the removal is on record in the store before the database commits. So it takes place
 * even if this process is killed right after the commit. Safe for use by many threads.
 */
public final class CacheAnnouncer {

    /**
     * How long an announcement denies fills. A commit that comes later than this after its announcement is covered only by
     * the removal that follows it.
     */
    public static final Duration WINDOW = Duration.ofSeconds(10);

    private final CachePorts ports;
    private final CacheInvalidator invalidator;
    private final Flights flights;

    CacheAnnouncer(CachePorts ports, CacheInvalidator invalidator, Flights flights) {
        this.ports = ports;
        this.invalidator = invalidator;
        this.flights = flights;
    }

    /**
     * Removes keys of one cache and lets nobody store them again until the announcement is ended or its
     * {@link #WINDOW} has passed.
     *
     * @param space the cache
     * @param keys the keys
     * @param caller how to wait
     * @return the announcement, to be ended when the outcome of the database is known; fails with
     *     {@link InvalidationUnavailableException} if the store did not acknowledge it for every key
     */
    public CompletionStage<Announcement> announce(CacheSpace space, Collection<EntryKey> keys, Caller caller) {
        Announcement announcement =
                new Announcement(this, space, List.copyOf(keys), ports.tokens().get());
        flights.invalidated(keys);
        return Stages.either(
                ports.storeTime(caller).spend(announcement::send),
                done -> {
                    ports.near().invalidate(keys);
                    return CompletableFuture.completedFuture(announcement);
                },
                failure -> {
                    ports.listener().onStoreFailure(space.cache(), "fence", failure);
                    announcement.withdraw();
                    return CompletableFuture.failedFuture(new InvalidationUnavailableException(space.cache(), failure));
                });
    }

    CachePorts ports() {
        return ports;
    }

    CacheInvalidator invalidator() {
        return invalidator;
    }
}
