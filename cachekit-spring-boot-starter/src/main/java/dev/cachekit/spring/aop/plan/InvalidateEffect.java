package dev.cachekit.spring.aop.plan;

import dev.cachekit.annotation.Phase;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Outcome;
import dev.cachekit.operation.InvalidateOperation;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.strategy.CacheInvalidator;
import org.jspecify.annotations.Nullable;

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
        return new InvalidateRun(this, call, before(call));
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

    /** Answers whether the store has acknowledged it. */
    boolean remove(Call call, Removal removal) {
        Caller caller = removal instanceof Removal.Pattern ? Caller.BLOCKING : call.caller();
        boolean acknowledged = Outcome.of(invalidator.removeNow(target.space(), removal, caller));
        if (news != null) {
            news.publish(target.space(), removal);
        }
        return acknowledged;
    }
}
