package dev.cachekit.inprocess;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.cachekit.Expiry;
import dev.cachekit.Ttl;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
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
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/**
 * Entries in the memory of this process. Every operation is one {@link Cell} step inside the map's atomic {@code
 * compute}; every stage is complete when it is returned.
 */
final class InProcessEntryStore implements EntryStore {

    private final ConcurrentMap<EntryKey, Cell> cells;
    private final ElapsedTime time;
    private final LeaseEnds leaseEnds;
    private final Stamps stamps = new Stamps();

    InProcessEntryStore(ConcurrentMap<EntryKey, Cell> cells, ElapsedTime time, LeaseEnds leaseEnds) {
        this.cells = cells;
        this.time = time;
        this.leaseEnds = leaseEnds;
    }

    @Override
    public CompletionStage<Lookup> find(EntryKey key) {
        return completedFuture(cellOf(key).lookup());
    }

    @Override
    public CompletionStage<Map<EntryKey, Lookup>> findAll(Collection<EntryKey> keys) {
        Map<EntryKey, Lookup> found = new LinkedHashMap<>();
        keys.forEach(key -> found.put(key, cellOf(key).lookup()));
        return completedFuture(found);
    }

    @Override
    public CompletionStage<LeaseReply> lease(EntryKey key, LeaseRequest request) {
        return change(key, Reason.REVOKED, cell -> cell.lease(request, time.now(), time.after(request.duration())));
    }

    @Override
    public CompletionStage<Boolean> fill(EntryKey key, Entry entry, Ttl ttl) {
        Entry own = OwnBytes.of(entry);
        return change(key, Reason.FILLED, cell -> cell.fill(own, time.after(ttl)));
    }

    @Override
    public CompletionStage<Boolean> extend(EntryKey key, Token token, Duration duration) {
        return change(key, Reason.REVOKED, cell -> cell.extend(token, time.after(duration)));
    }

    @Override
    public CompletionStage<Void> release(EntryKey key, Token token) {
        return done(change(key, Reason.RELEASED, cell -> new Step<>(cell.release(token), true)));
    }

    @Override
    public CompletionStage<Void> invalidate(Collection<EntryKey> keys) {
        keys.forEach(this::invalidate);
        return completedFuture(null);
    }

    @Override
    public CompletionStage<Long> invalidatePattern(CacheSpace space, String glob) {
        Pattern pattern = Glob.compile(glob);
        stamps.raiseAll();
        return completedFuture(cells.keySet().stream()
                .filter(key ->
                        key.space().equals(space) && pattern.matcher(key.text()).matches())
                .filter(this::invalidate)
                .count());
    }

    @Override
    public CompletionStage<Void> put(EntryKey key, Entry entry, Ttl ttl) {
        Entry own = OwnBytes.of(entry);
        return done(write(key, stamp -> cell -> new Step<>(new ValueCell(own, time.after(ttl)), true)));
    }

    @Override
    public CompletionStage<Boolean> putIfAbsent(EntryKey key, Entry entry, Ttl ttl) {
        Entry own = OwnBytes.of(entry);
        return write(key, stamp -> cell -> cell.putIfAbsent(own, time.after(ttl)));
    }

    @Override
    public CompletionStage<Void> fence(EntryKey key, Token writer, Duration window) {
        return done(write(key, stamp -> cell -> new Step<>(cell.fence(writer, time.after(window), stamp), true)));
    }

    @Override
    public CompletionStage<Outcome> settle(EntryKey key, Settlement settlement) {
        Settlement own = OwnBytes.of(settlement);
        return write(key, stamp -> cell -> cell.settle(own, time.after(own.ttl()), stamp - 1));
    }

    @Override
    public CompletionStage<LaneStamps> stamps() {
        return completedFuture(stamps.read());
    }

    @Override
    public CompletionStage<Expiry> ttl(EntryKey key) {
        long now = time.now();
        Cell stored = cells.getOrDefault(key, EmptyCell.EMPTY);
        return completedFuture(stored.at(now).expiry(now));
    }

    @Override
    public CompletionStage<Boolean> expire(EntryKey key, Ttl ttl) {
        return change(key, Reason.REVOKED, cell -> cell.expire(time.after(ttl)));
    }

    @Override
    public void onLeaseEnd(Consumer<LeaseEnd> listener) {
        leaseEnds.add(listener);
    }

    private boolean invalidate(EntryKey key) {
        return write(key, stamp -> cell -> new Step<>(EmptyCell.EMPTY, cell != EmptyCell.EMPTY))
                .toCompletableFuture()
                .join();
    }

    private Cell cellOf(EntryKey key) {
        return cells.getOrDefault(key, EmptyCell.EMPTY).at(time.now());
    }

    /** The stamp grows inside the step, so no write of the same key can see the new stamp with the old cell. */
    private <R> CompletionStage<R> write(EntryKey key, LongFunction<Function<Cell, Step<R>>> step) {
        return change(
                key,
                Reason.REVOKED,
                cell -> step.apply(stamps.raise(key.lane())).apply(cell));
    }

    private <R> CompletionStage<R> change(EntryKey key, Reason reason, Function<Cell, Step<R>> step) {
        Change<R> change = new Change<>(time, step);
        cells.compute(key, change);
        LeaseCell ended = change.endedLease();
        if (ended != null) {
            leaseEnds.tell(new LeaseEnd(ended.token(), reason));
        }
        return completedFuture(change.reply());
    }

    private static CompletionStage<Void> done(CompletionStage<Boolean> stage) {
        return stage.thenAccept(ignored -> {});
    }
}
