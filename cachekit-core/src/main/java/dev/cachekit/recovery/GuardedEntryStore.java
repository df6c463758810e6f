package dev.cachekit.recovery;

import dev.cachekit.Expiry;
import dev.cachekit.Ttl;
import dev.cachekit.recovery.Removal.Clear;
import dev.cachekit.recovery.Removal.Keys;
import dev.cachekit.recovery.Removal.Pattern;
import dev.cachekit.recovery.Removal.Tags;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Inspected;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneStamps;
import dev.cachekit.spi.LeaseEnd;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A store behind circuit breakers, with a journal of what it changes. Requests to a primary that is left alone fail at
 * once with {@link dev.cachekit.BackendUnavailableException}; they are not sent.
 *
 * <p>A request that needs several primaries is sent if all of them are well. Only the removal of keys is split: what can
 * be removed is, and the whole fails if something could not be. A fill and a release are always sent: they end what was
 * begun before.
 */
final class GuardedEntryStore implements EntryStore {

    private final EntryStore store;
    private final CircuitBreakers breakers;
    private final Journal journal;

    GuardedEntryStore(EntryStore store, CircuitBreakers breakers, Journal journal) {
        this.store = store;
        this.breakers = breakers;
        this.journal = journal;
    }

    @Override
    public CompletionStage<Lookup> find(EntryKey key) {
        return guarded(key, () -> store.find(key));
    }

    @Override
    public CompletionStage<Inspected> inspect(EntryKey key) {
        return guarded(key, () -> store.inspect(key));
    }

    @Override
    public CompletionStage<Map<EntryKey, Lookup>> findAll(Collection<EntryKey> keys) {
        return keys.isEmpty() ? store.findAll(keys) : breakers.send(lanes(keys), () -> store.findAll(keys));
    }

    @Override
    public CompletionStage<LeaseReply> lease(EntryKey key, LeaseRequest request) {
        return guarded(key, () -> store.lease(key, request));
    }

    /** Sent in any case: its lease was granted while the primary was well, and others may be waiting for its end. */
    @Override
    public CompletionStage<Boolean> fill(EntryKey key, Entry entry, Ttl ttl) {
        return store.fill(key, entry, ttl);
    }

    @Override
    public CompletionStage<Boolean> extend(EntryKey key, Token token, Duration duration) {
        return guarded(key, () -> store.extend(key, token, duration));
    }

    /** Sent in any case, as a fill is. */
    @Override
    public CompletionStage<Void> release(EntryKey key, Token token, Duration rest) {
        return store.release(key, token, rest);
    }

    @Override
    public CompletionStage<Void> invalidate(Collection<EntryKey> keys) {
        Map<Boolean, List<EntryKey>> parts =
                keys.stream().collect(Collectors.partitioningBy(key -> breakers.isClosed(key.lane())));
        List<EntryKey> sendable = parts.getOrDefault(true, List.of());
        List<EntryKey> rest = parts.getOrDefault(false, List.of());
        return removed(sendable).thenCombine(removed(rest), (some, others) -> others);
    }

    private CompletionStage<Void> removed(Collection<EntryKey> keys) {
        return keys.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : breakers.send(lanes(keys), () -> journal.noting(new Keys(keys), () -> store.invalidate(keys)));
    }

    @Override
    public CompletionStage<Long> invalidatePattern(CacheSpace space, String glob) {
        return breakers.sendUncounted(
                () -> journal.noting(new Pattern(space, glob), () -> store.invalidatePattern(space, glob)));
    }

    @Override
    public CompletionStage<Void> clear(CacheSpace space) {
        return breakers.sendUncounted(() -> journal.noting(new Clear(space), () -> store.clear(space)));
    }

    @Override
    public CompletionStage<Long> tagClock(CacheSpace space) {
        return breakers.send(Lane.home(space.cache()), () -> store.tagClock(space));
    }

    @Override
    public CompletionStage<Void> invalidateTags(CacheSpace space, Collection<String> tags) {
        Tags removal = new Tags(space, Set.copyOf(tags));
        return breakers.send(
                Lane.home(space.cache()), () -> journal.noting(removal, () -> store.invalidateTags(space, tags)));
    }

    @Override
    public CompletionStage<Void> put(EntryKey key, Entry entry, Ttl ttl) {
        return changing(key, () -> store.put(key, entry, ttl));
    }

    @Override
    public CompletionStage<Boolean> putIfAbsent(EntryKey key, Entry entry, Ttl ttl) {
        return changing(key, () -> store.putIfAbsent(key, entry, ttl));
    }

    @Override
    public CompletionStage<Void> fence(EntryKey key, Token writer, Duration window) {
        return changing(key, () -> store.fence(key, writer, window));
    }

    @Override
    public CompletionStage<Settlement.Outcome> settle(EntryKey key, Settlement settlement) {
        return changing(key, () -> store.settle(key, settlement));
    }

    @Override
    public CompletionStage<LaneStamps> stamps() {
        return breakers.send(Lane.all(), store::stamps);
    }

    @Override
    public CompletionStage<Expiry> ttl(EntryKey key) {
        return guarded(key, () -> store.ttl(key));
    }

    @Override
    public CompletionStage<Boolean> expire(EntryKey key, Ttl ttl) {
        return guarded(key, () -> store.expire(key, ttl));
    }

    @Override
    public void onLeaseEnd(Consumer<LeaseEnd> listener) {
        store.onLeaseEnd(listener);
    }

    private <T extends @Nullable Object> CompletionStage<T> guarded(
            EntryKey key, Supplier<CompletionStage<T>> request) {
        return breakers.send(key.lane(), request);
    }

    /** For a change that ends what other processes hold of the key. */
    private <T extends @Nullable Object> CompletionStage<T> changing(
            EntryKey key, Supplier<CompletionStage<T>> request) {
        return guarded(key, () -> journal.noting(new Keys(List.of(key)), request));
    }

    private static Set<Lane> lanes(Collection<EntryKey> keys) {
        return keys.stream().map(EntryKey::lane).collect(Collectors.toCollection(HashSet::new));
    }
}
