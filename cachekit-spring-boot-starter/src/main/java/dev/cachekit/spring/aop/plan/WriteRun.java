package dev.cachekit.spring.aop.plan;

import dev.cachekit.call.Stages;
import dev.cachekit.recovery.Removal;
import dev.cachekit.recovery.RemovalLog.Receipt;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Tagging;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spring.aop.plan.WrittenEntries.Written;
import dev.cachekit.strategy.PendingWrite;
import dev.cachekit.strategy.PendingWrite.Settling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call of a method that writes, from the announcement to the outcome. */
final class WriteRun implements EffectRun {

    private static final Logger log = LoggerFactory.getLogger(WriteRun.class);

    private final WriteThroughEffect effect;
    private final Call call;
    private final Map<EntryKey, PendingWrite<Object>> fenced;
    private final @Nullable PendingWrite<Object> watching;

    /** The reading from before the write; null without tags, or if the store did not tell. */
    private final @Nullable Long tagClock;

    /** What the transactions opened inside have noted of a removal, in case this process dies before it settles. */
    private final List<Supplier<Receipt>> noted = new ArrayList<>();

    WriteRun(
            WriteThroughEffect effect,
            Call call,
            Map<EntryKey, PendingWrite<Object>> fenced,
            @Nullable PendingWrite<Object> watching,
            @Nullable Long tagClock) {
        this.effect = effect;
        this.call = call;
        this.fenced = fenced;
        this.watching = watching;
        this.tagClock = tagClock;
    }

    @Override
    public List<EntryKey> keys() {
        return List.copyOf(fenced.keySet());
    }

    @Override
    public List<CacheSpace> spaces() {
        return List.of();
    }

    /** A fenced key needs no note: until the fence ends nothing old can be stored. */
    @Override
    public void began(TransactionScope inside) {
        if (watching != null) {
            note(inside);
        }
    }

    private void note(TransactionScope transaction) {
        CacheSpace space = effect.region().space();
        noted.add(effect.strategies().invalidator().note(transaction, new Removal.Clear(space)));
    }

    /** The outer transaction's note comes last: it may fail at once, and who called may swallow that. */
    @Override
    public CompletionStage<Void> end(CallEnd end) {
        return Stages.either(
                Stages.begun(() -> settleAtEnd(end)),
                done -> noted(end, DONE),
                failure -> noted(end, CompletableFuture.failedFuture(failure)));
    }

    private CompletionStage<Void> noted(CallEnd end, CompletionStage<Void> settled) {
        if (end.outer().isOpen()) {
            began(end.outer());
        }
        return settled;
    }

    private CompletionStage<Void> settleAtEnd(CallEnd end) {
        if (watching != null && !end.returned() && !isRemovable(end)) {
            return DONE;
        }
        List<EntryKey> keys;
        try {
            keys = keysAtEnd(end);
        } catch (RuntimeException failure) {
            return abandonAfter(failure, fenced.keySet());
        }
        boolean stores = end.returned() && !end.frame().hasRollback();
        return end.outer().isOpen() ? settleAfter(end.outer(), end, keys, stores) : settle(keys, end.result(), stores);
    }

    private CompletionStage<Void> settleAfter(
            TransactionScope outer, CallEnd end, List<EntryKey> keys, boolean stores) {
        outer.touch(keys);
        // an independent transaction has committed, and no fence has removed the old value
        boolean now = watching != null && end.frame().mayHaveChanged(true);
        return (now ? remove(keys) : DONE)
                .thenAccept(done -> outer.composeOnCompletion(outcome ->
                        settle(keys, end.result(), stores && outcome == TransactionScope.Outcome.COMMITTED)));
    }

    /** Whether the method, which threw, may have changed rows whose keys are known. What was noted of others stays. */
    private boolean isRemovable(CallEnd end) {
        boolean inOuter = end.outer().isOpen();
        if (!inOuter && !end.frame().mayHaveChanged(false)) {
            return false;
        }
        if (effect.keys().needsResult()) {
            log.warn(
                    "{}: the method threw, so its key is not known and nothing was removed",
                    effect.entries().operation().where());
            return false;
        }
        return true;
    }

    /** The method may have changed its arguments, so the keys are made once more. If it threw, those fenced before it count. */
    private List<EntryKey> keysAtEnd(CallEnd end) {
        return !end.returned() && watching == null ? keys() : effect.keysAfter(call, end.result());
    }

    /** Entries are evaluated now, after the commit: only then is, for example, a version what the database has. */
    private CompletionStage<Void> settle(List<EntryKey> keys, @Nullable Object result, boolean stores) {
        return settleAll(keys, result, stores).thenAccept(done -> {
            if (effect.strategies().invalidator().pendingCount() == 0) { // so this one is not pending either
                noted.forEach(receipt -> receipt.get().done());
            }
        });
    }

    private CompletionStage<Void> settleAll(List<EntryKey> keys, @Nullable Object result, boolean stores) {
        Set<EntryKey> all = new LinkedHashSet<>(fenced.keySet());
        all.addAll(keys);
        if (!stores) {
            return abandon(all);
        }
        Map<EntryKey, Written> written = new LinkedHashMap<>();
        Optional<Tagging> tags;
        try {
            Iterator<Written> values = effect.entries()
                    .of(effect.region(), call, result, keys.size())
                    .iterator();
            keys.forEach(key -> written.putIfAbsent(key, values.next())); // a key given twice is settled once
            tags = tags(result);
        } catch (RuntimeException failure) {
            return abandonAfter(failure, all);
        }
        List<Settling> settlings = new ArrayList<>();
        written.forEach((key, value) -> settlings.addAll(storing(key, value, tags)));
        settlings.forEach(one -> all.remove(one.key()));
        return settle(settlings, all);
    }

    /** Nothing where there is no write to store with, or nothing to store. */
    @SuppressWarnings("NullAway") // null is a value here; that its type variable allows it is not seen across modules
    private List<Settling> storing(EntryKey key, Written written, Optional<Tagging> tags) {
        PendingWrite<Object> write = fenced.getOrDefault(key, watching);
        if (write == null || written.ttl().isEmpty() || tags.isEmpty()) {
            return List.of();
        }
        return List.of(write.storing(
                key,
                written.value(),
                written.version(),
                tags.get(),
                written.ttl().get()));
    }

    /** Without the clock from before the write nobody could tell whether a tag was invalidated meanwhile. */
    private Optional<Tagging> tags(@Nullable Object result) {
        List<String> names = effect.entries().tags().of(call, result);
        if (names.isEmpty()) {
            return Optional.of(Tagging.NONE);
        }
        return Optional.ofNullable(tagClock).map(clock -> Tagging.of(clock, names));
    }

    private CompletionStage<Void> abandonAfter(RuntimeException failure, Collection<EntryKey> keys) {
        return abandon(keys).thenCompose(done -> CompletableFuture.failedFuture(failure));
    }

    private CompletionStage<Void> abandon(Collection<EntryKey> keys) {
        return settle(List.of(), keys);
    }

    /** A key that was announced under another name is removed: its value in the cache is older than the database's. */
    private CompletionStage<Void> settle(List<Settling> stored, Collection<EntryKey> abandoned) {
        List<Settling> settlings = new ArrayList<>(stored);
        List<EntryKey> unannounced = new ArrayList<>();
        for (EntryKey key : abandoned) {
            PendingWrite<Object> write = fenced.getOrDefault(key, watching);
            if (write != null) {
                settlings.add(write.abandoning(key));
            } else {
                unannounced.add(key);
            }
        }
        CompletionStage<Void> settled = settlings.isEmpty()
                ? DONE
                : effect.strategies()
                        .writer()
                        .settle(settlings, call.waits().after())
                        .thenAccept(outcomes -> {});
        return unannounced.isEmpty() ? settled : settled.thenCompose(done -> remove(unannounced));
    }

    private CompletionStage<Void> remove(List<EntryKey> keys) {
        return effect.strategies()
                .invalidator()
                .removeNow(
                        effect.region().space(),
                        new Removal.Keys(keys),
                        call.waits().after())
                .thenAccept(acknowledged -> {});
    }
}
