package dev.cachekit.contract;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Expiry;
import dev.cachekit.Ttl;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Inspected;
import dev.cachekit.spi.LaneStamps;
import dev.cachekit.spi.LeaseEnd;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store whose next operations go wrong as told, and that counts every operation it was asked for. Safe for use by many
 * threads.
 */
public final class FaultyEntryStore implements EntryStore {

    /** The operations of a store. */
    public enum Operation {
        FIND,
        FIND_ALL,
        LEASE,
        FILL,
        EXTEND,
        RELEASE,
        INVALIDATE,
        INVALIDATE_PATTERN,
        PUT,
        PUT_IF_ABSENT,
        FENCE,
        SETTLE,
        STAMPS,
        TTL,
        EXPIRE,
        CLEAR,
        TAG_CLOCK,
        INVALIDATE_TAGS
    }

    private final EntryStore store;
    private final Scheduler scheduler;
    private final Map<Operation, Queue<Fault>> faults = new ConcurrentHashMap<>();
    private final Map<Operation, LongAdder> counts = new ConcurrentHashMap<>();
    private final Queue<Runnable> hanging = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Fault outage;

    /** Puts faults in front of a store; the scheduler times the delays. */
    public FaultyEntryStore(EntryStore store, Scheduler scheduler) {
        this.store = store;
        this.scheduler = scheduler;
    }

    /** Lets the next operations of this kind go wrong, one fault each, in this order. */
    public void next(Operation operation, Fault... planned) {
        faults.computeIfAbsent(operation, kind -> new ConcurrentLinkedQueue<>()).addAll(List.of(planned));
    }

    /** Lets every operation fail until {@link #recover}. */
    public void breakDown() {
        outage = new Fault.Fail();
    }

    /** Lets every operation hang until {@link #recover}. */
    public void freeze() {
        outage = new Fault.Hang();
    }

    /** Ends an outage; what hangs goes on. */
    public void recover() {
        outage = null;
        releaseHanging();
    }

    /** Lets the operations that hang go on, in their order. */
    public void releaseHanging() {
        for (Runnable next = hanging.poll(); next != null; next = hanging.poll()) {
            next.run();
        }
    }

    /** Returns how often an operation was asked for, failed ones included. */
    public long count(Operation operation) {
        LongAdder count = counts.get(operation);
        return count == null ? 0 : count.sum();
    }

    /** Forgets the counts. */
    public void resetCounts() {
        counts.clear();
    }

    @Override
    public CompletionStage<Lookup> find(EntryKey key) {
        return run(Operation.FIND, () -> store.find(key));
    }

    @Override
    public CompletionStage<Inspected> inspect(EntryKey key) {
        return run(Operation.FIND, () -> store.inspect(key));
    }

    @Override
    public CompletionStage<Map<EntryKey, Lookup>> findAll(Collection<EntryKey> keys) {
        return run(Operation.FIND_ALL, () -> store.findAll(keys));
    }

    @Override
    public CompletionStage<LeaseReply> lease(EntryKey key, LeaseRequest request) {
        return run(Operation.LEASE, () -> store.lease(key, request));
    }

    @Override
    public CompletionStage<Boolean> fill(EntryKey key, Entry entry, Ttl ttl) {
        return run(Operation.FILL, () -> store.fill(key, entry, ttl));
    }

    @Override
    public CompletionStage<Boolean> extend(EntryKey key, Token token, Duration duration) {
        return run(Operation.EXTEND, () -> store.extend(key, token, duration));
    }

    @Override
    public CompletionStage<Void> release(EntryKey key, Token token) {
        return run(Operation.RELEASE, () -> store.release(key, token));
    }

    @Override
    public CompletionStage<Void> invalidate(Collection<EntryKey> keys) {
        return run(Operation.INVALIDATE, () -> store.invalidate(keys));
    }

    @Override
    public CompletionStage<Long> invalidatePattern(CacheSpace space, String glob) {
        return run(Operation.INVALIDATE_PATTERN, () -> store.invalidatePattern(space, glob));
    }

    @Override
    public CompletionStage<Void> release(EntryKey key, Token token, Duration rest) {
        return run(Operation.RELEASE, () -> store.release(key, token, rest));
    }

    @Override
    public CompletionStage<Void> clear(CacheSpace space) {
        return run(Operation.CLEAR, () -> store.clear(space));
    }

    @Override
    public CompletionStage<Long> tagClock(CacheSpace space) {
        return run(Operation.TAG_CLOCK, () -> store.tagClock(space));
    }

    @Override
    public CompletionStage<Void> invalidateTags(CacheSpace space, Collection<String> tags) {
        return run(Operation.INVALIDATE_TAGS, () -> store.invalidateTags(space, tags));
    }

    @Override
    public CompletionStage<Void> put(EntryKey key, Entry entry, Ttl ttl) {
        return run(Operation.PUT, () -> store.put(key, entry, ttl));
    }

    @Override
    public CompletionStage<Boolean> putIfAbsent(EntryKey key, Entry entry, Ttl ttl) {
        return run(Operation.PUT_IF_ABSENT, () -> store.putIfAbsent(key, entry, ttl));
    }

    @Override
    public CompletionStage<Void> fence(EntryKey key, Token writer, Duration window) {
        return run(Operation.FENCE, () -> store.fence(key, writer, window));
    }

    @Override
    public CompletionStage<Settlement.Outcome> settle(EntryKey key, Settlement settlement) {
        return run(Operation.SETTLE, () -> store.settle(key, settlement));
    }

    @Override
    public CompletionStage<LaneStamps> stamps() {
        return run(Operation.STAMPS, store::stamps);
    }

    @Override
    public CompletionStage<Expiry> ttl(EntryKey key) {
        return run(Operation.TTL, () -> store.ttl(key));
    }

    @Override
    public CompletionStage<Boolean> expire(EntryKey key, Ttl ttl) {
        return run(Operation.EXPIRE, () -> store.expire(key, ttl));
    }

    @Override
    public void onLeaseEnd(Consumer<LeaseEnd> listener) {
        store.onLeaseEnd(listener);
    }

    private <T> CompletionStage<T> run(Operation operation, Supplier<CompletionStage<T>> work) {
        counts.computeIfAbsent(operation, kind -> new LongAdder()).increment();
        Fault fault = faultOf(operation);
        if (fault == null) {
            return work.get();
        }
        if (fault instanceof Fault.Fail) {
            return CompletableFuture.failedFuture(unavailable(operation));
        }
        if (fault instanceof Fault.LoseAnswer) {
            return work.get().thenCompose(lost -> CompletableFuture.failedFuture(unavailable(operation)));
        }
        return later(fault, work);
    }

    private <T> CompletionStage<T> later(Fault fault, Supplier<CompletionStage<T>> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable goOn = () -> work.get().whenComplete((value, failure) -> complete(answer, value, failure));
        if (fault instanceof Fault.Delay delay) {
            scheduler.after(delay.time(), goOn);
        } else {
            hanging.add(goOn);
        }
        return answer;
    }

    private @Nullable Fault faultOf(Operation operation) {
        Queue<Fault> planned = faults.get(operation);
        Fault next = planned == null ? null : planned.poll();
        return next == null ? outage : next;
    }

    private static <T> void complete(CompletableFuture<T> answer, T value, @Nullable Throwable failure) {
        if (failure == null) {
            answer.complete(value);
        } else {
            answer.completeExceptionally(failure);
        }
    }

    private static BackendUnavailableException unavailable(Operation operation) {
        return new BackendUnavailableException(operation + ": fault of the test", null);
    }
}
