package dev.cachekit.strategy;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.KeyListener;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.strategy.PendingWrite.Settling;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Settles writes in the store, all at once. For one use. */
final class Settlings {

    private final CacheWriter writer;
    private final CachePorts ports;
    private final List<Settling> all;
    private final List<CompletableFuture<Outcome>> sent = new ArrayList<>();
    private final long startNanos;

    Settlings(CacheWriter writer, List<Settling> all) {
        this.writer = writer;
        this.ports = writer.ports();
        this.startNanos = ports.scheduler().nanoTime();
        this.all = all;
    }

    CompletionStage<List<Outcome>> send(Caller caller) {
        // the database is ahead now: loads that began before must not be joined any more
        writer.flights().invalidated(all.stream().map(Settling::key).toList());
        return Stages.either(
                ports.storeTime(caller).spend(this::send),
                done -> CompletableFuture.completedFuture(ended(null)),
                failure -> CompletableFuture.completedFuture(ended(failure)));
    }

    private CompletionStage<Void> send() {
        return Stages.all(ports.together(all, way -> {
            all.forEach(one -> sent.add(
                    Stages.begun(() -> way.settle(one.key(), one.settlement())).toCompletableFuture()));
            return sent;
        }));
    }

    private List<Outcome> ended(@Nullable Throwable failure) {
        List<Outcome> outcomes = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            CompletableFuture<Outcome> answer = i < sent.size() ? sent.get(i) : null;
            outcomes.add(
                    answer != null && answer.isDone() && !answer.isCompletedExceptionally()
                            ? settled(all.get(i), answer.join())
                            : unsettled(all.get(i), failure));
        }
        return outcomes;
    }

    private Outcome settled(Settling one, Outcome outcome) {
        writer.changed(one.key());
        if (outcome == Outcome.STORED) {
            tellPut(one);
        } else if (outcome == Outcome.INVALIDATED) {
            ports.listener().onInvalidate(cache(one.key()), 1);
            ports.tellLag(cache(one.key()), startNanos);
            RemovalNews.tell(
                    ports.keys(),
                    cache(one.key()),
                    new Removal.Keys(List.of(one.key())),
                    KeyListener.Outcome.ACKNOWLEDGED);
        }
        return outcome;
    }

    /** Without an answer the key is removed as soon as the store can be reached. */
    private Outcome unsettled(Settling one, @Nullable Throwable failure) {
        Throwable cause = failure != null ? failure : new BackendUnavailableException("no answer", null);
        writer.dropped(one.region(), one.key(), "settle", cause);
        return Outcome.INVALIDATED;
    }

    /** What is stored may be the value of another write that overlapped: then this one stands for it, and has no size. */
    private void tellPut(Settling one) {
        Entry entry = one.settlement().entry();
        if (entry == null) {
            ports.listener().onPut(cache(one.key()));
        } else {
            ports.listener().onPut(cache(one.key()), entry.payload().size());
        }
    }

    private static String cache(EntryKey key) {
        return key.space().cache();
    }
}
