package dev.cachekit.strategy;

import dev.cachekit.CacheKitException;
import dev.cachekit.Ttl;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LaneStamps;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Tagging;
import dev.cachekit.spi.Token;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database write under way, whose value is stored when it is committed. Settle it exactly once per key; not safe for
 * use by several threads at once.
 *
 * @param <V> the type of the value
 */
public final class PendingWrite<V extends @Nullable Object> {

    private static final Logger log = LoggerFactory.getLogger(PendingWrite.class);

    private final CacheWriter writer;
    private final CacheRegion<V> region;
    private final Token token;
    private final @Nullable LaneStamps before;
    private final boolean opened;

    PendingWrite(CacheWriter writer, CacheRegion<V> region, Token token, @Nullable LaneStamps before, boolean opened) {
        this.writer = writer;
        this.region = region;
        this.token = token;
        this.before = before;
        this.opened = opened;
    }

    /**
     * Stores the committed value, unless another write overlapped or a newer version is there.
     *
     * @param key the key, the same as at the beginning if it was known then
     * @param value the value
     * @param version its version, not negative; null if it has none
     * @param ttl its lifetime
     * @param caller how to wait
     * @return what the key holds; {@link Outcome#INVALIDATED} if the store did not answer
     */
    public CompletionStage<Outcome> store(EntryKey key, V value, @Nullable Long version, Ttl ttl, Caller caller) {
        return store(key, value, version, Tagging.NONE, ttl, caller);
    }

    /**
     * Stores the committed value with tags, unless another write overlapped or a newer version is there.
     *
     * @param key the key, the same as at the beginning if it was known then
     * @param value the value
     * @param version its version, not negative; null if it has none
     * @param tags its tags, with the tag clock from before the write
     * @param ttl its lifetime
     * @param caller how to wait
     * @return what the key holds; {@link Outcome#INVALIDATED} if the store did not answer
     */
    public CompletionStage<Outcome> store(
            EntryKey key, V value, @Nullable Long version, Tagging tags, Ttl ttl, Caller caller) {
        Entry entry = encoded(value, version);
        return settle(key, entry == null ? null : entry.withTags(tags), ttl, caller);
    }

    /**
     * Ends the write without a value: after a rollback, or if the value is not to be stored.
     *
     * @param key the key
     * @param caller how to wait
     * @return {@link Outcome#INVALIDATED}
     */
    public CompletionStage<Outcome> abandon(EntryKey key, Caller caller) {
        return settle(key, null, Ttl.FOREVER, caller);
    }

    private CompletionStage<Outcome> settle(EntryKey key, @Nullable Entry entry, Ttl ttl, Caller caller) {
        CachePorts ports = writer.ports();
        // the database is ahead now: loads that began before must not be joined any more
        writer.flights().invalidated(List.of(key));
        Long stampBefore = before == null ? null : before.of(key.lane());
        // a write that could not announce itself may have missed another one: it must not store
        Settlement settlement = new Settlement(token, opened ? entry : null, ttl, stampBefore);
        return Stages.either(
                ports.storeTime(caller).spend(() -> ports.entries().settle(key, settlement)),
                outcome -> {
                    writer.changed(key);
                    report(outcome);
                    return CompletableFuture.completedFuture(outcome);
                },
                failure -> writer.dropped(region, key, "settle", failure).thenApply(done -> Outcome.INVALIDATED));
    }

    private void report(Outcome outcome) {
        if (outcome == Outcome.STORED) {
            writer.ports().listener().onPut(region.name());
        } else if (outcome == Outcome.INVALIDATED) {
            writer.ports().listener().onInvalidate(region.name(), 1);
        }
    }

    /** A value that cannot be stored leaves its key without one: the database is already ahead of the old value. */
    private @Nullable Entry encoded(V value, @Nullable Long version) {
        try {
            return writer.entry(region, value, token, version);
        } catch (CacheKitException e) {
            log.warn("{}: {}", region, e.getMessage());
            return null;
        }
    }
}
