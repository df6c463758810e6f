package dev.cachekit.inprocess;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.cachekit.Expiry;
import dev.cachekit.Ttl;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Inspected;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage;
import dev.cachekit.spi.LaneStamps;
import dev.cachekit.spi.LeaseEnd;
import dev.cachekit.spi.LeaseEnd.Reason;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Entries in the memory of this process. Every operation is one {@link Cell} step inside the map's atomic {@code
 * compute}; what raises a stamp does so in its lane's turn. Every stage is complete when it is returned.
 */
final class InProcessEntryStore implements EntryStore {

    private final ConcurrentMap<EntryKey, Cell> cells;
    private final Moments moments;
    private final Notices<LeaseEnd> leaseEnds;
    private final Lanes lanes;

    InProcessEntryStore(
            ConcurrentMap<EntryKey, Cell> cells, ElapsedTime time, Notices<LeaseEnd> leaseEnds, Lanes lanes) {
        this.cells = cells;
        this.moments = new Moments(time);
        this.leaseEnds = leaseEnds;
        this.lanes = lanes;
    }

    @Override
    public CompletionStage<Lookup> find(EntryKey key) {
        return completedFuture(lookup(key));
    }

    @Override
    public CompletionStage<Inspected> inspect(EntryKey key) {
        Cell stored = cells.getOrDefault(key, EmptyCell.EMPTY);
        Moment moment = moments.now(key);
        return completedFuture(stored.inspected(moment));
    }

    @Override
    public CompletionStage<Map<EntryKey, Lookup>> findAll(Collection<EntryKey> keys) {
        Map<EntryKey, Lookup> found = new LinkedHashMap<>();
        keys.forEach(key -> found.put(key, lookup(key)));
        return completedFuture(found);
    }

    @Override
    public CompletionStage<LeaseReply> lease(EntryKey key, LeaseRequest request) {
        return completedFuture(change(key, Reason.REVOKED, (cell, moment) -> cell.lease(request, moment))
                .reply());
    }

    @Override
    public CompletionStage<Boolean> fill(EntryKey key, Entry entry, Ttl ttl) {
        Entry own = OwnBytes.of(entry);
        return completedFuture(change(key, Reason.FILLED, (cell, moment) -> cell.fill(own, ttl, moment))
                .reply());
    }

    @Override
    public CompletionStage<Boolean> extend(EntryKey key, Token token, Duration duration) {
        return completedFuture(change(key, Reason.REVOKED, (cell, moment) -> cell.extend(token, duration, moment))
                .reply());
    }

    @Override
    public CompletionStage<Void> release(EntryKey key, Token token, Duration rest) {
        change(key, Reason.RELEASED, (cell, moment) -> Step.to(cell.release(token, rest, moment), true));
        return completedFuture(null);
    }

    @Override
    public CompletionStage<Void> invalidate(Collection<EntryKey> keys) {
        keys.forEach(this::invalidate);
        return completedFuture(null);
    }

    @Override
    public CompletionStage<Long> invalidatePattern(CacheSpace space, String glob) {
        Pattern pattern = Glob.compile(glob);
        // Before the first key is looked for, for the writes without fence; after the last, because nodes may keep keys
        // that are not here.
        lanes.changeAll(new LaneMessage.Keys(List.of()), () -> {});
        long removed = cells.keySet().stream()
                .filter(key ->
                        key.space().equals(space) && pattern.matcher(key.text()).matches())
                .filter(this::invalidate)
                .count();
        lanes.changeAll(new LaneMessage.Cache(space.prefix()), () -> {});
        return completedFuture(removed);
    }

    @Override
    public CompletionStage<Void> clear(CacheSpace space) {
        lanes.changeAll(new LaneMessage.Cache(space.prefix()), moments.of(space)::clear);
        return completedFuture(null);
    }

    @Override
    public CompletionStage<Long> tagClock(CacheSpace space) {
        return completedFuture(moments.of(space).tags().clock());
    }

    @Override
    public CompletionStage<Void> invalidateTags(CacheSpace space, Collection<String> tags) {
        List<String> names = List.copyOf(tags);
        lanes.write(Lane.home(space.cache()), new LaneMessage.Tags(space.prefix(), names), stamp -> {
            moments.of(space).tags().invalidate(names);
            return Step.to(EmptyCell.EMPTY, true);
        });
        return completedFuture(null);
    }

    @Override
    public CompletionStage<Void> put(EntryKey key, Entry entry, Ttl ttl) {
        Entry own = OwnBytes.of(entry);
        write(key, (cell, stamp, moment) -> Step.to(ValueCell.of(own, ttl, moment), true));
        return completedFuture(null);
    }

    @Override
    public CompletionStage<Boolean> putIfAbsent(EntryKey key, Entry entry, Ttl ttl) {
        Entry own = OwnBytes.of(entry);
        return completedFuture(write(key, (cell, stamp, moment) -> cell.putIfAbsent(own, ttl, moment)));
    }

    @Override
    public CompletionStage<Void> fence(EntryKey key, Token writer, Duration window) {
        write(key, (cell, stamp, moment) -> {
            FenceCell.Writer entering = new FenceCell.Writer(writer, moment.after(window));
            return Step.to(cell.fence(entering, stamp, moment), true);
        });
        return completedFuture(null);
    }

    @Override
    public CompletionStage<Outcome> settle(EntryKey key, Settlement settlement) {
        Settlement own = OwnBytes.of(settlement);
        return completedFuture(write(key, (cell, stamp, moment) -> cell.settle(own, stamp, moment)));
    }

    @Override
    public CompletionStage<LaneStamps> stamps() {
        return completedFuture(lanes.read());
    }

    @Override
    public CompletionStage<Expiry> ttl(EntryKey key) {
        Cell stored = cells.getOrDefault(key, EmptyCell.EMPTY);
        Moment moment = moments.now(key);
        return completedFuture(stored.at(moment).expiry(moment));
    }

    @Override
    public CompletionStage<Boolean> expire(EntryKey key, Ttl ttl) {
        return completedFuture(write(key, (cell, stamp, moment) -> cell.expire(ttl, moment)));
    }

    @Override
    public void onLeaseEnd(Consumer<LeaseEnd> listener) {
        leaseEnds.add(listener);
    }

    /** The moment comes after the cell, so a cell from before a clear that has returned is never taken for a new one. */
    private Lookup lookup(EntryKey key) {
        Cell stored = cells.getOrDefault(key, EmptyCell.EMPTY);
        Moment moment = moments.now(key);
        return stored.at(moment).lookup(moment);
    }

    /** Tells whether there was a value or a lease. */
    private boolean invalidate(EntryKey key) {
        return write(key, (cell, stamp, moment) -> {
            Cell left = cell.invalidated(stamp);
            return Step.to(left, left == EmptyCell.EMPTY && cell != EmptyCell.EMPTY);
        });
    }

    private <R> R write(EntryKey key, Write<R> write) {
        LaneMessage.Key name = new LaneMessage.Key(key.space().prefix(), key.text());
        return lanes.write(
                key.lane(),
                new LaneMessage.Keys(List.of(name)),
                stamp -> change(key, Reason.REVOKED, (cell, moment) -> write.apply(cell, stamp, moment)));
    }

    private <R> Step<R> change(EntryKey key, Reason reason, BiFunction<Cell, Moment, Step<R>> transition) {
        Change<R> change = new Change<>(() -> moments.now(key), transition);
        cells.compute(key, change);
        LeaseCell ended = change.endedLoad();
        if (ended != null) {
            leaseEnds.tell(new LeaseEnd(ended.token(), reason));
        }
        return change.step();
    }

    /** What a write makes of a cell; the stamp is the lane's, from just before. */
    @FunctionalInterface
    private interface Write<R> {
        Step<R> apply(Cell cell, long stamp, Moment moment);
    }
}
