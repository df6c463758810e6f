package dev.cachekit.lock;

import dev.cachekit.call.Rounds;
import dev.cachekit.call.Stages;
import dev.cachekit.lock.KeyCall.Patience;
import dev.cachekit.spi.LockKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One caller takes all keys of a demand in one store, or none. Used by one caller, one step at a time. */
final class AllKeysCall {

    private final KeyLocks locks;
    private final LockDemand demand;
    private final Patience patience;
    private final Iterator<LockKey> rest;
    private final List<KeyHold> taken = new ArrayList<>();

    AllKeysCall(KeyLocks locks, LockDemand demand, Patience patience) {
        this.locks = locks;
        this.demand = demand;
        this.patience = patience;
        this.rest = demand.keys().iterator();
    }

    /** Returns the holds in the order of the keys; empty if one of them was not free in time. */
    CompletionStage<Optional<List<KeyHold>>> run() {
        return Stages.either(
                Rounds.until(this::next).thenApply(all -> all ? Optional.of(taken) : none()),
                CompletableFuture::completedFuture,
                failure -> {
                    Hold.releaseAll(taken);
                    return CompletableFuture.failedFuture(failure);
                });
    }

    /** Brings an answer when all were taken, or one was not to be had. */
    private CompletionStage<Optional<Boolean>> next() {
        if (!rest.hasNext()) {
            return CompletableFuture.completedFuture(Optional.of(true));
        }
        return locks.take(rest.next(), demand, patience).thenApply(hold -> {
            hold.ifPresent(taken::add);
            return hold.isPresent() ? Optional.empty() : Optional.of(false);
        });
    }

    private Optional<List<KeyHold>> none() {
        Hold.releaseAll(taken);
        return Optional.empty();
    }
}
