package dev.cachekit.inprocess;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.cachekit.spi.LockKey;
import dev.cachekit.spi.LockRelease;
import dev.cachekit.spi.LockReply;
import dev.cachekit.spi.LockRequest;
import dev.cachekit.spi.LockStore;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps locks in the memory of this process. Safe for use by many threads. */
public final class InProcessLockStore implements LockStore {

    private final ConcurrentMap<LockKey, LockCell> cells;
    private final ElapsedTime time;
    private final Notices<LockRelease> releases;

    /** Fences begin with the wall clock, so that they grow from one life of the process to the next. */
    private final long originMicros;

    private final AtomicLong lastFence = new AtomicLong();

    /** What one step brings: the answer, and whose turn it is now; null if nobody is to be told. */
    private record Done<R>(R answer, @Nullable Set<Token> next) {}

    /**
     * Makes a store.
     *
     * @param scheduler the clock
     * @param deliveries runs the listeners
     */
    public InProcessLockStore(Scheduler scheduler, Executor deliveries) {
        this(scheduler, deliveries, new ElapsedTime(scheduler));
    }

    private InProcessLockStore(Scheduler scheduler, Executor deliveries, ElapsedTime time) {
        this(scheduler, deliveries, time, cells(time));
    }

    /** Works on a given map, so that tests can explore its steps. */
    InProcessLockStore(
            Scheduler scheduler, Executor deliveries, ElapsedTime time, ConcurrentMap<LockKey, LockCell> cells) {
        this.time = time;
        this.cells = cells;
        this.releases = new Notices<>(deliveries);
        this.originMicros = ChronoUnit.MICROS.between(Instant.EPOCH, scheduler.now());
    }

    private static ConcurrentMap<LockKey, LockCell> cells(ElapsedTime time) {
        return Caffeine.newBuilder()
                .expireAfter(Expiry.writing((LockKey key, LockCell cell) -> Duration.ofNanos(cell.end() - time.now())))
                .ticker(time::now)
                .executor(Runnable::run)
                .build()
                .asMap();
    }

    @Override
    public CompletionStage<LockReply> acquire(LockRequest request) {
        return step(request.key(), cell -> new Done<>(cell.acquire(request, this::nextFence), null));
    }

    @Override
    public CompletionStage<Boolean> extend(LockKey key, Token acquisition, Duration lease, long fence) {
        lastFence.accumulateAndGet(fence, Math::max);
        return step(key, cell -> new Done<>(cell.extend(acquisition, lease), null));
    }

    @Override
    public CompletionStage<Boolean> release(LockKey key, Token acquisition) {
        return step(key, cell -> new Done<>(cell.release(acquisition), cell.next()));
    }

    @Override
    public void onRelease(Consumer<LockRelease> listener) {
        releases.add(listener);
    }

    private <R> CompletionStage<R> step(LockKey key, Function<LockCell, Done<R>> action) {
        List<Done<R>> done = new ArrayList<>(1);
        cells.compute(key, (same, before) -> {
            LockCell cell = LockCell.at(time.now(), before);
            done.add(action.apply(cell));
            return cell.isEmpty() ? null : cell;
        });
        Set<Token> next = done.get(0).next();
        if (next != null) {
            releases.tell(new LockRelease(key, next));
        }
        return CompletableFuture.completedFuture(done.get(0).answer());
    }

    private long nextFence() {
        long micros = originMicros + TimeUnit.NANOSECONDS.toMicros(time.now());
        return lastFence.updateAndGet(last -> Math.max(last + 1, micros));
    }
}
