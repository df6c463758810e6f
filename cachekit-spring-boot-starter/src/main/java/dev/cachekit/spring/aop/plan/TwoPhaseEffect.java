package dev.cachekit.spring.aop.plan;

import dev.cachekit.call.Caller;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.strategy.Announcement;
import dev.cachekit.strategy.CacheStrategies;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code @Invalidate(phase = TWO_PHASE)}: each transaction that may change the rows announces the removal just before it
 * commits. Without a transaction it is announced before the method.
 *
 * @param condition whether this call removes anything
 * @param target what it removes, known before the method
 * @param strategies the strategies
 * @param opensTransaction whether the method opens a transaction of its thread; of others nothing is heard before they commit
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
    public CompletionStage<Optional<EffectRun>> begin(Call call, TransactionScope outer) {
        if (!condition.holds(call, null)) {
            return NONE;
        }
        TwoPhaseRun run = new TwoPhaseRun(this, call, target.of(call, null));
        if (outer.isOpen()) {
            run.follow(outer);
        } else if (!opensTransaction) {
            return run.announceNow().thenApply(done -> Optional.of(run));
        }
        return CompletableFuture.completedFuture(Optional.of(run));
    }

    CompletionStage<Announcement> announce(Removal.Keys removal, Caller caller) {
        return strategies.announcer().announce(target.space(), removal.keys(), caller);
    }

    CompletionStage<Void> remove(Removal.Keys removal, Caller caller) {
        return strategies
                .invalidator()
                .removeNow(target.space(), removal, caller)
                .thenAccept(acknowledged -> tell(removal));
    }

    void tell(Removal.Keys removal) {
        if (news != null) {
            news.publish(target.space(), removal);
        }
    }
}
