package dev.cachekit.lock;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Rounds;
import dev.cachekit.call.Stages;
import dev.cachekit.lock.KeyCall.Patience;
import dev.cachekit.lock.LockDemand.Local;
import dev.cachekit.spi.LockStore;
import dev.cachekit.spi.Observer.Watched;
import dev.cachekit.spi.Observer.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes locks. Safe for use by many threads.
 *
 * <p>Several keys are taken one after the other in one order, the same for all callers: so no two of them wait for each other.
 */
public final class Locks implements AutoCloseable {

    private final LockPorts ports;
    private final KeyLocks shared;
    private final @Nullable KeyLocks local;
    private final Set<Hold> holds = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Makes the strategy.
     *
     * @param ports store, clock and what else is needed
     * @param local the store of this process, for locks that are enough there while the other is away; null if the other
     *     cannot be away
     */
    public Locks(LockPorts ports, @Nullable LockStore local) {
        this.ports = ports;
        this.shared = new KeyLocks(ports);
        this.local = local == null ? null : new KeyLocks(ports.on(local));
    }

    /**
     * Takes a lock.
     *
     * @param demand what to lock
     * @param caller how to wait
     * @return the hold; empty if it was not free in time; fails with {@link BackendUnavailableException} if the store is away,
     *     and with {@link dev.cachekit.WaitInterruptedException} if the thread that waits is interrupted
     */
    public CompletionStage<Optional<Hold>> acquire(LockDemand demand, Caller caller) {
        long start = ports.clock().nanoTime();
        Patience patience = new Patience(caller, start + longest(demand.maxWait()));
        Watched wait = ports.observer().begin(Work.LOCK_WAIT, demand.name());
        return Rounds.until(() -> round(demand, patience)).whenComplete((hold, failure) -> {
            wait.end(failure == null ? null : Stages.cause(failure));
            tell(demand, start, hold, failure);
            if (failure == null) {
                hold.ifPresent(this::keep);
            }
        });
    }

    /** Nobody renews it after the end of this. */
    private void keep(Hold hold) {
        holds.add(hold);
        hold.ended().thenRun(() -> holds.remove(hold));
        if (closed) { // after the note, so that one of the two sees the other
            hold.abandon();
        }
    }

    /** Tells all holders that their locks count as lost: they are not kept any longer, and end with their leases. */
    @Override
    public void close() {
        closed = true;
        holds.forEach(Hold::abandon);
    }

    /** Brings nothing if what was taken was lost before it was all there, and there is time to begin again. */
    private CompletionStage<Optional<Optional<Hold>>> round(LockDemand demand, Patience patience) {
        return parts(demand, patience)
                .thenCompose(taken -> taken.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.of(Optional.empty()))
                        : new HandOver(
                                        ports,
                                        demand,
                                        taken.get().all(),
                                        fence(demand, taken.get().fenced()))
                                .hold(patience.caller())
                                .thenApply(hold ->
                                        hold.isPresent() || isOver(patience) ? Optional.of(hold) : Optional.empty()));
    }

    private boolean isOver(Patience patience) {
        return patience.endNanos() - ports.clock().nanoTime() <= 0;
    }

    /**
     * What was taken.
     *
     * @param all in this process and in the store
     * @param fenced those whose fences count: of the store, if it was asked
     */
    private record Taken(List<KeyHold> all, List<KeyHold> fenced) {}

    private CompletionStage<Optional<Taken>> parts(LockDemand demand, Patience patience) {
        return demand.local() != Local.NONE && local != null
                ? takenLocallyFirst(local, demand, patience)
                : new AllKeysCall(shared, demand, patience)
                        .run()
                        .thenApply(keys -> keys.map(all -> new Taken(all, all)));
    }

    /**
     * Takes a lock for a caller that may cancel. Whoever cancels holds nothing.
     *
     * @param demand what to lock
     * @param caller how to wait, without standing still
     * @param result makes the result
     * @param <T> the type of the result
     * @return the result; fails as {@link #acquire} does, or as the function throws
     */
    public <T> CompletableFuture<T> acquireLater(LockDemand demand, Caller caller, Function<Optional<Hold>, T> result) {
        Leaving leaving = new Leaving(caller);
        CompletableFuture<T> later = new CompletableFuture<>();
        later.whenComplete((value, failure) -> leaving.leave());
        acquire(demand, leaving).whenComplete((hold, failure) -> {
            if (failure != null) {
                later.completeExceptionally(Stages.cause(failure));
            } else {
                hand(later, hold, result);
            }
        });
        return later;
    }

    private static <T> void hand(CompletableFuture<T> later, Optional<Hold> hold, Function<Optional<Hold>, T> result) {
        boolean taken = false;
        try {
            taken = later.complete(result.apply(hold));
        } catch (RuntimeException failure) {
            later.completeExceptionally(failure);
        }
        if (!taken) {
            hold.ifPresent(Hold::closeAsync);
        }
    }

    /** Within this process the lock excludes also those who hold it since before the store went away, or came back. */
    private CompletionStage<Optional<Taken>> takenLocallyFirst(KeyLocks here, LockDemand demand, Patience patience) {
        return new AllKeysCall(here, demand, patience)
                .run()
                .thenCompose(keys -> keys.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : takenEverywhere(keys.get(), demand, patience));
    }

    private CompletionStage<Optional<Taken>> takenEverywhere(List<KeyHold> here, LockDemand demand, Patience patience) {
        return Stages.either(
                new AllKeysCall(shared, demand, patience).run(),
                everywhere -> {
                    if (everywhere.isEmpty()) {
                        Hold.releaseAll(here);
                    }
                    return CompletableFuture.completedFuture(everywhere.map(keys -> new Taken(
                            Stream.concat(here.stream(), keys.stream()).toList(), keys)));
                },
                failure -> {
                    if (failure instanceof BackendUnavailableException && demand.local() == Local.ENOUGH) {
                        return CompletableFuture.completedFuture(Optional.of(new Taken(here, here)));
                    }
                    Hold.releaseAll(here);
                    return CompletableFuture.failedFuture(failure);
                });
    }

    private static long fence(LockDemand demand, List<KeyHold> holds) {
        return Math.max(
                demand.above(), holds.stream().mapToLong(KeyHold::fence).max().orElseThrow());
    }

    /** Half of what fits: readings of the clock may be negative, and are compared by their difference. */
    private static long longest(Duration wait) {
        return Math.min(Stages.saturatedNanos(wait), Long.MAX_VALUE / 2);
    }

    private void tell(LockDemand demand, long start, @Nullable Optional<Hold> hold, @Nullable Throwable failure) {
        Duration waited = Duration.ofNanos(ports.clock().nanoTime() - start);
        if (failure != null) {
            ports.listener().onLockFailure(demand.name(), Stages.cause(failure));
        } else if (hold != null && hold.isPresent()) {
            ports.listener().onAcquired(demand.name(), waited);
        } else {
            ports.listener().onBusy(demand.name(), waited);
        }
    }
}
