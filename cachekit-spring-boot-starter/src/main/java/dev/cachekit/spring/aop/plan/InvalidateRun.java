package dev.cachekit.spring.aop.plan;

import dev.cachekit.recovery.Removal;
import dev.cachekit.recovery.RemovalLog.Receipt;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The removal of one call, which takes place when the transactions that decide about it have ended. */
final class InvalidateRun implements EffectRun {

    private static final Logger log = LoggerFactory.getLogger(InvalidateRun.class);

    private final InvalidateEffect effect;
    private final Call call;
    private final @Nullable Removal before;

    /** What the transactions opened inside have noted of this removal. */
    private final List<Supplier<Receipt>> noted = new ArrayList<>();

    InvalidateRun(InvalidateEffect effect, Call call, @Nullable Removal before) {
        this.effect = effect;
        this.call = call;
        this.before = before;
    }

    @Override
    public List<EntryKey> keys() {
        return before instanceof Removal.Keys some ? List.copyOf(some.keys()) : List.of();
    }

    @Override
    public List<CacheSpace> spaces() {
        return before instanceof Removal.OfCache part ? List.of(part.space()) : List.of();
    }

    /** What is not known yet when the transaction commits is noted as the whole cache. */
    @Override
    public void began(TransactionScope inside) {
        Removal removal =
                before != null ? before : new Removal.Clear(effect.target().space());
        noted.add(effect.invalidator().note(inside, removal));
    }

    /** The method may have changed its arguments, so the keys are made once more. */
    @Override
    public CompletionStage<Void> end(CallEnd end) {
        boolean now = end.frame().mayHaveChanged(end.outer().isOpen());
        if (!now && !end.outer().isOpen()) {
            return DONE;
        }
        if (!end.returned() && effect.target().needsResult()) {
            log.warn(
                    "{}: the method threw, so what to remove is not known and nothing was removed",
                    effect.operation().where());
            return DONE;
        }
        Removal removal = effect.target().of(call, end.result());
        CompletionStage<Void> removed = now ? remove(removal, noted) : DONE;
        return end.outer().isOpen() ? removed.thenAccept(done -> removeAfter(end.outer(), removal)) : removed;
    }

    /** The note comes last: it may fail at once, and who called may swallow that. */
    private void removeAfter(TransactionScope outer, Removal removal) {
        removal.touchIn(outer);
        List<Supplier<Receipt>> receipt = new ArrayList<>();
        outer.composeOnCompletion(
                outcome -> outcome == TransactionScope.Outcome.ROLLED_BACK ? DONE : remove(removal, receipt));
        receipt.add(effect.invalidator().note(outer, removal));
    }

    private CompletionStage<Void> remove(Removal removal, List<Supplier<Receipt>> receipts) {
        return effect.remove(call, removal).thenAccept(acknowledged -> {
            if (acknowledged) {
                receipts.forEach(receipt -> receipt.get().done());
            }
        });
    }
}
