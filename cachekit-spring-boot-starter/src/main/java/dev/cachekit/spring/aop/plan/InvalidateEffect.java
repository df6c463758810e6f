package dev.cachekit.spring.aop.plan;

import dev.cachekit.annotation.Phase;
import dev.cachekit.operation.InvalidateOperation;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.strategy.CacheInvalidator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code @Invalidate}.
 *
 * @param operation what the annotation says
 * @param condition whether this call removes anything
 * @param target what it removes
 * @param invalidator the strategy
 * @param news tells others afterwards; null if nobody is to be told
 */
record InvalidateEffect(
        InvalidateOperation operation,
        Condition condition,
        InvalidateTarget target,
        CacheInvalidator invalidator,
        @Nullable InvalidationNews news)
        implements Effect {

    private static final Logger log = LoggerFactory.getLogger(InvalidateEffect.class);

    @Override
    public @Nullable EffectRun begin(Call call, TransactionScope outer) {
        if (!condition.holds(call, null)) {
            return null;
        }
        if (operation.phase() == Phase.BEFORE) {
            Removal removal = target.of(call, null);
            removal.touchIn(outer);
            remove(call, removal);
            return null;
        }
        return new Run(call, before(call));
    }

    private @Nullable Removal before(Call call) {
        if (!target.isKnownBefore()) {
            return null;
        }
        try {
            return target.of(call, null);
        } catch (RuntimeException notYet) { // for example the id of a row that the method is going to insert
            return null;
        }
    }

    private void remove(Call call, Removal removal) {
        removal.now(invalidator, call.caller());
        if (news != null) {
            news.publish(removal);
        }
    }

    private final class Run implements EffectRun {

        private final Call call;
        private final @Nullable Removal before;

        Run(Call call, @Nullable Removal before) {
            this.call = call;
            this.before = before;
        }

        @Override
        public List<EntryKey> keys() {
            return before == null ? List.of() : before.keys();
        }

        @Override
        public List<CacheSpace> spaces() {
            return before == null || before.glob() == null ? List.of() : List.of(before.space());
        }

        /** The method may have changed its arguments, so the keys are made once more. */
        @Override
        public void end(CallEnd end) {
            boolean now = end.frame().mayHaveChanged(end.outer().isOpen());
            if (!now && !end.outer().isOpen()) {
                return;
            }
            if (!end.returned() && target.needsResult()) {
                log.warn("{}: the method threw, so its key is not known and nothing was removed", operation.where());
                return;
            }
            Removal removal = target.of(call, end.result());
            if (end.outer().isOpen()) {
                removeAfter(end.outer(), removal);
            }
            if (now) {
                remove(call, removal);
            }
        }

        private void removeAfter(TransactionScope outer, Removal removal) {
            removal.touchIn(outer);
            outer.onCompletion(outcome -> {
                if (outcome != TransactionScope.Outcome.ROLLED_BACK) {
                    remove(call, removal);
                }
            });
        }
    }
}
