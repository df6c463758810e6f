package dev.cachekit.contract;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.cachekit.Expiry;
import dev.cachekit.Ttl;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneStamps;
import dev.cachekit.spi.LeaseEnd;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a store promises about one key, written down as plainly as possible: the reference that random operations compare
 * a real store with. One thread, one key whatever key is given, and a clock of its own.
 */
public final class EntryAutomaton implements EntryStore {

    private final Predicate<String> matches;
    private final StoredFence fence = new StoredFence();
    private final Map<String, Long> tagStamps = new HashMap<>();
    private long now;
    private long stamp;
    private long tagClock = 1;
    private @Nullable StoredValue value;
    private @Nullable Token lease;
    private long leaseEnds;

    /** Every pattern matches its key. */
    public EntryAutomaton() {
        this(glob -> true);
    }

    /**
     * Knows which patterns match its key.
     *
     * @param matches tells of a glob
     */
    public EntryAutomaton(Predicate<String> matches) {
        this.matches = matches;
    }

    /** All it knows, to be compared: two with the same state give the same answers from now on. */
    public Object state() {
        Object held = lease == null ? null : List.of(lease, leaseEnds);
        return Arrays.asList(
                now, stamp, tagClock, Map.copyOf(tagStamps), held, value == null ? null : value.state(), fence.state());
    }

    /** Lets time pass. */
    public void passTime(Duration duration) {
        now += duration.toMillis();
        value = value == null || value.hasEnded(now) ? null : value;
        lease = leaseEnds <= now ? null : lease;
        fence.passTime(now);
    }

    @Override
    public CompletionStage<Lookup> find(EntryKey key) {
        return completedFuture(lookup());
    }

    @Override
    public CompletionStage<Map<EntryKey, Lookup>> findAll(Collection<EntryKey> keys) {
        Map<EntryKey, Lookup> found = new HashMap<>();
        keys.forEach(key -> found.put(key, lookup()));
        return completedFuture(found);
    }

    private Lookup lookup() {
        if (value != null && isReadable(value)) {
            return new Lookup.Hit(value.entry(), value.freshness(now));
        }
        if (lease != null) {
            return new Lookup.Loading(lease);
        }
        return fence.isEmpty() ? new Lookup.Absent() : new Lookup.Fenced();
    }

    @Override
    public CompletionStage<LeaseReply> lease(EntryKey key, LeaseRequest request) {
        return completedFuture(leaseReply(request));
    }

    private LeaseReply leaseReply(LeaseRequest request) {
        if (!fence.isEmpty()) {
            return new LeaseReply.Fenced(Sample.token());
        }
        if (value != null && !value.isFrom(request.rejected())) {
            if (value.isFrom(request.reloads())) {
                return value.reload(request.token(), now, end(request.duration()));
            }
            if (isReadable(value)) {
                return new LeaseReply.Hit(value.entry(), value.freshness(now));
            }
        }
        if (lease != null && !lease.equals(request.token())) {
            return new LeaseReply.Held(lease, Duration.ofMillis(leaseEnds - now));
        }
        value = null;
        lease = request.token();
        leaseEnds = end(request.duration());
        return new LeaseReply.Granted();
    }

    @Override
    public CompletionStage<Boolean> fill(EntryKey key, Entry entry, Ttl ttl) {
        boolean isReload = value != null && value.isReloadedBy(entry.token(), now);
        if (isReload || entry.token().equals(lease)) {
            store(entry, ttl);
            return completedFuture(true);
        }
        return completedFuture(isStored(entry));
    }

    @Override
    public CompletionStage<Boolean> extend(EntryKey key, Token token, Duration duration) {
        if (value != null && value.isReloadedBy(token, now)) {
            value.reload(token, now, end(duration));
            return completedFuture(true);
        }
        boolean mine = token.equals(lease);
        leaseEnds = mine ? end(duration) : leaseEnds;
        return completedFuture(mine);
    }

    @Override
    public CompletionStage<Void> release(EntryKey key, Token token) {
        return release(key, token, Duration.ZERO);
    }

    @Override
    public CompletionStage<Void> release(EntryKey key, Token token, Duration rest) {
        if (value != null && value.isReloadedBy(token, now)) {
            value.rest(end(rest));
        }
        lease = token.equals(lease) ? null : lease;
        return completedFuture(null);
    }

    @Override
    public CompletionStage<Void> invalidate(Collection<EntryKey> keys) {
        stamp++;
        value = null;
        lease = null;
        fence.spoil();
        return completedFuture(null);
    }

    @Override
    public CompletionStage<Long> invalidatePattern(CacheSpace space, String glob) {
        if (!matches.test(glob)) {
            stamp++;
            return completedFuture(0L);
        }
        long removed = value == null && lease == null ? 0 : 1;
        return invalidate(Set.of()).thenApply(done -> removed);
    }

    @Override
    public CompletionStage<Void> clear(CacheSpace space) {
        return invalidate(Set.of());
    }

    @Override
    public CompletionStage<Long> tagClock(CacheSpace space) {
        return completedFuture(tagClock);
    }

    @Override
    public CompletionStage<Void> invalidateTags(CacheSpace space, Collection<String> tags) {
        tagClock++;
        tags.forEach(tag -> tagStamps.put(tag, tagClock));
        return completedFuture(null);
    }

    @Override
    public CompletionStage<Void> put(EntryKey key, Entry entry, Ttl ttl) {
        stamp++;
        store(entry, ttl);
        return completedFuture(null);
    }

    @Override
    public CompletionStage<Boolean> putIfAbsent(EntryKey key, Entry entry, Ttl ttl) {
        if (isStored(entry)) {
            return completedFuture(true);
        }
        if (isFresh()) {
            return completedFuture(false);
        }
        return put(key, entry, ttl).thenApply(done -> true);
    }

    @Override
    public CompletionStage<Void> fence(EntryKey key, Token writer, Duration window) {
        Long stored = value == null ? null : value.entry().version();
        stamp++;
        value = null;
        lease = null;
        fence.enter(writer, end(window), stored);
        return completedFuture(null);
    }

    @Override
    public CompletionStage<Outcome> settle(EntryKey key, Settlement settlement) {
        Entry entry = settlement.entry();
        if (entry != null && isStored(entry)) {
            return completedFuture(Outcome.STORED);
        }
        if (entry != null && isOlder(entry)) {
            return completedFuture(Outcome.KEPT_NEWER);
        }
        if (fence.hasLeft(settlement.writer())) {
            return completedFuture(Outcome.INVALIDATED);
        }
        boolean stores = entry != null && (isNewer(entry) || mayStore(settlement));
        stamp++;
        if (!stores) {
            value = null;
            lease = null;
            fence.leave(settlement.writer());
            return completedFuture(Outcome.INVALIDATED);
        }
        if (!fence.isEmpty() && !fence.isLast(settlement.writer())) {
            fence.leave(entry, settlement.ttl());
            return completedFuture(Outcome.INVALIDATED);
        }
        StoredFence.Left left = fence.highestLeft();
        if (fence.isBeaten(entry) && left == null) {
            fence.remove();
            return completedFuture(Outcome.INVALIDATED);
        }
        boolean older = left != null && (fence.isBeaten(entry) || left.entry().version() > entry.version());
        store(older ? left.entry() : entry, older ? left.ttl() : settlement.ttl());
        return completedFuture(older ? Outcome.KEPT_NEWER : Outcome.STORED);
    }

    private boolean mayStore(Settlement settlement) {
        if (!fence.isEmpty()) {
            return fence.allows(settlement.writer(), settlement.entry().version() != null);
        }
        return settlement.stampBefore() != null && settlement.stampBefore() == stamp;
    }

    @Override
    public CompletionStage<LaneStamps> stamps() {
        long[] stamps = new long[Lane.COUNT];
        Arrays.fill(stamps, stamp);
        return completedFuture(new LaneStamps(stamps));
    }

    @Override
    public CompletionStage<Expiry> ttl(EntryKey key) {
        return completedFuture(isFresh() ? value.expiry(now) : new Expiry.Absent());
    }

    @Override
    public CompletionStage<Boolean> expire(EntryKey key, Ttl ttl) {
        boolean fresh = isFresh();
        if (fresh) {
            stamp++;
            value.expire(ttl, now);
        }
        return completedFuture(fresh);
    }

    @Override
    public void onLeaseEnd(Consumer<LeaseEnd> listener) {
        throw new UnsupportedOperationException("the automaton tells nobody");
    }

    private void store(Entry entry, Ttl ttl) {
        value = new StoredValue(entry, ttl, now);
        lease = null;
        fence.remove();
    }

    private boolean isFresh() {
        return value != null && isReadable(value) && !value.freshness(now).isStale();
    }

    /** A value whose tag was invalidated is not read any more, though the store may still hold it. */
    private boolean isReadable(StoredValue stored) {
        long clock = stored.entry().tags().clock();
        return stored.entry().tags().names().stream().allMatch(tag -> clock >= tagStamps.getOrDefault(tag, 1L));
    }

    private boolean isStored(Entry entry) {
        return value != null && value.isFrom(entry.token());
    }

    private boolean isOlder(Entry entry) {
        return isComparable(entry) && entry.version() < value.entry().version();
    }

    private boolean isNewer(Entry entry) {
        return isComparable(entry) && entry.version() >= value.entry().version();
    }

    private boolean isComparable(Entry entry) {
        return value != null && value.entry().version() != null && entry.version() != null;
    }

    private long end(Duration duration) {
        return now + duration.toMillis();
    }
}
