package dev.cachekit.spring.aop.plan;

import dev.cachekit.call.Outcome;
import dev.cachekit.recovery.Removal;
import dev.cachekit.recovery.RemovalLog.Receipt;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Tagging;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spring.aop.plan.WrittenEntries.Written;
import dev.cachekit.strategy.PendingWrite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    public void end(CallEnd end) {
        try {
            settleAtEnd(end);
        } finally {
            if (end.outer().isOpen()) {
                began(end.outer());
            }
        }
    }

    private void settleAtEnd(CallEnd end) {
        TransactionScope outer = end.outer();
        if (watching != null && !end.returned() && !isRemovable(end)) {
            return;
        }
        boolean stores = end.returned() && !end.frame().hasRollback();
        List<EntryKey> keys = keysAtEnd(end);
        if (outer.isOpen()) {
            outer.touch(keys);
            if (watching != null && end.frame().mayHaveChanged(true)) {
                remove(keys); // an independent transaction has committed, and no fence has removed the old value
            }
            outer.onCompletion(
                    outcome -> settle(keys, end.result(), stores && outcome == TransactionScope.Outcome.COMMITTED));
        } else {
            settle(keys, end.result(), stores);
        }
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
        if (!end.returned() && watching == null) {
            return keys();
        }
        try {
            return effect.keysAfter(call, end.result());
        } catch (RuntimeException failure) {
            abandon(fenced.keySet());
            throw failure;
        }
    }

    /** Entries are evaluated now, after the commit: only then is, for example, a version what the database has. */
    private void settle(List<EntryKey> keys, @Nullable Object result, boolean stores) {
        settleAll(keys, result, stores);
        if (effect.strategies().invalidator().pendingCount() == 0) { // so this one is not pending either
            noted.forEach(receipt -> receipt.get().done());
        }
    }

    private void settleAll(List<EntryKey> keys, @Nullable Object result, boolean stores) {
        Set<EntryKey> all = new HashSet<>(fenced.keySet());
        all.addAll(keys);
        if (!stores) {
            abandon(all);
            return;
        }
        List<Written> written;
        Optional<Tagging> tags;
        try {
            written = effect.entries().of(effect.region(), call, result, keys.size());
            tags = tags(result);
        } catch (RuntimeException failure) {
            abandon(all);
            throw failure;
        }
        for (int i = 0; i < keys.size(); i++) {
            if (all.remove(keys.get(i))) { // a key given twice is settled once
                store(keys.get(i), written.get(i), tags);
            }
        }
        abandon(all);
    }

    @SuppressWarnings("NullAway") // null is a value here; that its type variable allows it is not seen across modules
    private void store(EntryKey key, Written written, Optional<Tagging> tags) {
        PendingWrite<Object> write = fenced.getOrDefault(key, watching);
        if (write == null || written.ttl().isEmpty() || tags.isEmpty()) {
            abandon(Set.of(key));
            return;
        }
        Outcome.of(write.store(
                key,
                written.value(),
                written.version(),
                tags.get(),
                written.ttl().get(),
                call.caller()));
    }

    /** Without the clock from before the write nobody could tell whether a tag was invalidated meanwhile. */
    private Optional<Tagging> tags(@Nullable Object result) {
        List<String> names = effect.entries().tags().of(call, result);
        if (names.isEmpty()) {
            return Optional.of(Tagging.NONE);
        }
        return Optional.ofNullable(tagClock).map(clock -> Tagging.of(clock, names));
    }

    /** A key that was announced under another name is removed: its value in the cache is older than the database's. */
    private void abandon(Collection<EntryKey> keys) {
        for (EntryKey key : keys) {
            PendingWrite<Object> write = fenced.getOrDefault(key, watching);
            if (write != null) {
                Outcome.of(write.abandon(key, call.caller()));
            } else {
                remove(List.of(key));
            }
        }
    }

    private void remove(List<EntryKey> keys) {
        Outcome.of(effect.strategies()
                .invalidator()
                .removeNow(effect.region().space(), new Removal.Keys(keys), call.caller()));
    }
}
