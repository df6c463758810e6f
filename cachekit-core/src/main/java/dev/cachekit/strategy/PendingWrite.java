package dev.cachekit.strategy;

import dev.cachekit.CacheKitException;
import dev.cachekit.Ttl;
import dev.cachekit.call.Caller;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LaneStamps;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Tagging;
import dev.cachekit.spi.Token;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A database write under way, whose value is stored when it is committed. Settle it exactly once per key; not safe for
 * use by several threads at once.
 *
 * @param <V> the type of the value
 */
public final class PendingWrite<V extends @Nullable Object> {

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
        return settle(storing(key, value, version, tags, ttl), caller);
    }

    /**
     * Ends the write without a value: after a rollback, or if the value is not to be stored.
     *
     * @param key the key
     * @param caller how to wait
     * @return {@link Outcome#INVALIDATED}
     */
    public CompletionStage<Outcome> abandon(EntryKey key, Caller caller) {
        return settle(abandoning(key), caller);
    }

    private CompletionStage<Outcome> settle(Settling settling, Caller caller) {
        return writer.settle(List.of(settling), caller).thenApply(outcomes -> outcomes.get(0));
    }

    /**
     * How a write ends under one key.
     *
     * @param region the cache
     * @param key the key
     * @param settlement what the store is told
     */
    public record Settling(CacheRegion<?> region, EntryKey key, Settlement settlement) {}

    /**
     * As {@link #store(EntryKey, Object, Long, Tagging, Ttl, Caller)}, to be settled with others.
     *
     * @param key the key
     * @param value the value
     * @param version its version, not negative; null if it has none
     * @param tags its tags, with the tag clock from before the write
     * @param ttl its lifetime
     * @return what to settle
     */
    public Settling storing(EntryKey key, V value, @Nullable Long version, Tagging tags, Ttl ttl) {
        Entry entry = encoded(value, version);
        return settling(key, entry == null ? null : entry.withTags(tags), ttl);
    }

    /**
     * As {@link #abandon}, to be settled with others.
     *
     * @param key the key
     * @return what to settle
     */
    public Settling abandoning(EntryKey key) {
        return settling(key, null, Ttl.FOREVER);
    }

    private Settling settling(EntryKey key, @Nullable Entry entry, Ttl ttl) {
        Long stampBefore = before == null ? null : before.of(key.lane());
        // a write that could not announce itself may have missed another one: it must not store
        return new Settling(region, key, new Settlement(token, opened ? entry : null, ttl, stampBefore));
    }

    /** A value that cannot be stored leaves its key without one: the database is already ahead of the old value. */
    private @Nullable Entry encoded(V value, @Nullable Long version) {
        try {
            return writer.entry(region, value, token, version);
        } catch (CacheKitException e) {
            region.tellUnstored("write", e);
            return null;
        }
    }
}
