package dev.cachekit.spring.aop.plan;

import dev.cachekit.call.Outcome;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.strategy.Announcement;
import dev.cachekit.strategy.CacheStrategies;
import org.jspecify.annotations.Nullable;

/**
 * {@code @Invalidate(phase = TWO_PHASE)}: each transaction that may change the rows announces the removal just before it
 * commits. Without a transaction it is announced before the method.
 *
 * @param condition whether this call removes anything
 * @param target what it removes, known before the method
 * @param strategies the strategies
 * @param opensTransaction whether the method opens a transaction of its own
 * @param news tells others afterwards; null if nobody is to be told
 */
record TwoPhaseEffect(
        Condition condition,
        InvalidateTarget.ByKeys target,
        CacheStrategies strategies,
        boolean opensTransaction,
        @Nullable InvalidationNews news)
        implements Effect {

    @Override
    public @Nullable EffectRun begin(Call call, TransactionScope outer) {
        if (!condition.holds(call, null)) {
            return null;
        }
        TwoPhaseRun run = new TwoPhaseRun(this, call, target.of(call, null));
        if (outer.isOpen()) {
            run.follow(outer);
        } else if (!opensTransaction) {
            run.announceNow();
        }
        return run;
    }

    Announcement announce(Call call, Removal.Keys removal) {
        return Outcome.of(strategies.announcer().announce(target.space(), removal.keys(), call.caller()));
    }

    void remove(Call call, Removal.Keys removal) {
        Outcome.of(strategies.invalidator().removeNow(target.space(), removal, call.caller()));
        tell(removal);
    }

    void tell(Removal.Keys removal) {
        if (news != null) {
            news.publish(target.space(), removal);
        }
    }
}
