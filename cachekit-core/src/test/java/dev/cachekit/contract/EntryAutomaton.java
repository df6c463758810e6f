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
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a store promises about one key, written down as plainly as possible: the reference that random operations compare
 * a real store with. One thread, one key whatever key is given, and a clock of its own.
 */
public final class EntryAutomaton implements EntryStore {

    private long now;
    private long stamp;
    private @Nullable Entry value;
    private long valueEnds;
    private @Nullable Token lease;
    private long leaseEnds;
    private final Map<Token, Long> writers = new HashMap<>();
    private final Set<Token> overlapped = new HashSet<>();

    /** Lets time pass. */
    public void passTime(Duration duration) {
        now += duration.toMillis();
        if (value != null && valueEnds <= now) {
            value = null;
        }
        if (lease != null && leaseEnds <= now) {
            lease = null;
        }
        writers.values().removeIf(ends -> ends <= now);
        overlapped.retainAll(writers.keySet());
    }

    @Override
    public CompletionStage<Lookup> find(EntryKey key) {
        return completedFuture(lookup());
    }

    private Lookup lookup() {
        if (value != null) {
            return new Lookup.Hit(value);
        }
        if (lease != null) {
            return new Lookup.Loading(lease);
        }
        return writers.isEmpty() ? new Lookup.Absent() : new Lookup.Fenced();
    }

    @Override
    public CompletionStage<Map<EntryKey, Lookup>> findAll(Collection<EntryKey> keys) {
        Map<EntryKey, Lookup> found = new HashMap<>();
        keys.forEach(key -> found.put(key, lookup()));
        return completedFuture(found);
    }

    @Override
    public CompletionStage<LeaseReply> lease(EntryKey key, LeaseRequest request) {
        return completedFuture(leaseReply(request));
    }

    private LeaseReply leaseReply(LeaseRequest request) {
        if (!writers.isEmpty()) {
            return new LeaseReply.Fenced(Sample.token());
        }
        if (value != null && !value.token().equals(request.rejected())) {
            return new LeaseReply.Hit(value);
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
        if (entry.token().equals(lease)) {
            store(entry, ttl);
            return completedFuture(true);
        }
        return completedFuture(isStored(entry));
    }

    @Override
    public CompletionStage<Boolean> extend(EntryKey key, Token token, Duration duration) {
        boolean mine = token.equals(lease);
        leaseEnds = mine ? end(duration) : leaseEnds;
        return completedFuture(mine);
    }

    @Override
    public CompletionStage<Void> release(EntryKey key, Token token) {
        lease = token.equals(lease) ? null : lease;
        return completedFuture(null);
    }

    @Override
    public CompletionStage<Void> invalidate(Collection<EntryKey> keys) {
        stamp++;
        clear();
        return completedFuture(null);
    }

    @Override
    public CompletionStage<Long> invalidatePattern(CacheSpace space, String glob) {
        long removed = lookup() instanceof Lookup.Absent ? 0 : 1;
        return invalidate(Set.of()).thenApply(done -> removed);
    }

    @Override
    public CompletionStage<Void> put(EntryKey key, Entry entry, Ttl ttl) {
        stamp++;
        store(entry, ttl);
        return completedFuture(null);
    }

    @Override
    public CompletionStage<Boolean> putIfAbsent(EntryKey key, Entry entry, Ttl ttl) {
        if (value != null) {
            return completedFuture(isStored(entry));
        }
        return put(key, entry, ttl).thenApply(done -> true);
    }

    @Override
    public CompletionStage<Void> fence(EntryKey key, Token writer, Duration window) {
        stamp++;
        value = null;
        lease = null;
        if (writers.putIfAbsent(writer, end(window)) == null && writers.size() > 1) {
            overlapped.addAll(writers.keySet());
        }
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
        boolean stores = entry != null && (isNewer(entry) || mayStore(settlement));
        stamp++;
        if (stores) {
            store(entry, settlement.ttl());
            return completedFuture(Outcome.STORED);
        }
        value = null;
        lease = null;
        writers.remove(settlement.writer());
        overlapped.addAll(writers.keySet());
        overlapped.retainAll(writers.keySet());
        return completedFuture(Outcome.INVALIDATED);
    }

    private boolean mayStore(Settlement settlement) {
        if (!writers.isEmpty()) {
            return writers.containsKey(settlement.writer()) && !overlapped.contains(settlement.writer());
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
        if (value == null) {
            return completedFuture(new Expiry.Absent());
        }
        return completedFuture(
                valueEnds == Long.MAX_VALUE ? new Expiry.Never() : new Expiry.In(Duration.ofMillis(valueEnds - now)));
    }

    @Override
    public CompletionStage<Boolean> expire(EntryKey key, Ttl ttl) {
        valueEnds = value == null ? valueEnds : end(ttl);
        return completedFuture(value != null);
    }

    @Override
    public void onLeaseEnd(Consumer<LeaseEnd> listener) {
        throw new UnsupportedOperationException("the automaton tells nobody");
    }

    private void store(Entry entry, Ttl ttl) {
        clear();
        value = entry;
        valueEnds = end(ttl);
    }

    private void clear() {
        value = null;
        lease = null;
        writers.clear();
        overlapped.clear();
    }

    private boolean isStored(Entry entry) {
        return value != null && value.token().equals(entry.token());
    }

    private boolean isOlder(Entry entry) {
        return isComparable(entry) && entry.version() < value.version();
    }

    private boolean isNewer(Entry entry) {
        return isComparable(entry) && entry.version() >= value.version();
    }

    private boolean isComparable(Entry entry) {
        return value != null && value.version() != null && entry.version() != null;
    }

    private long end(Ttl ttl) {
        return ttl.isForever() ? Long.MAX_VALUE : end(ttl.duration());
    }

    private long end(Duration duration) {
        return now + duration.toMillis();
    }
}
