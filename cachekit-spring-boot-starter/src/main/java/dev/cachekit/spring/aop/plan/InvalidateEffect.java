package dev.cachekit.spring.aop.plan;

import dev.cachekit.annotation.Phase;
import dev.cachekit.call.Caller;
import dev.cachekit.operation.InvalidateOperation;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.strategy.CacheInvalidator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
    public CompletionStage<Optional<EffectRun>> begin(Call call, TransactionScope outer) {
        if (!condition.holds(call, null)) {
            return NONE;
        }
        if (operation.phase() == Phase.BEFORE) {
            Removal removal = target.of(call, null);
            removal.touchIn(outer);
            return remove(removal, call.waits().before(), call.waits().patientBefore())
                    .thenApply(acknowledged -> Optional.empty());
        }
        return CompletableFuture.completedFuture(Optional.of(new InvalidateRun(this, call, before(call))));
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

    /** Removes after the method. Answers whether the store has acknowledged it. */
    CompletionStage<Boolean> remove(Call call, Removal removal) {
        return remove(removal, call.waits().after(), call.waits().patient());
    }

    /** A scan lasts as long as there are keys. */
    private CompletionStage<Boolean> remove(Removal removal, Caller caller, Caller patient) {
        Caller waiting = removal instanceof Removal.Pattern ? patient : caller;
        return invalidator.removeNow(target.space(), removal, waiting).thenApply(acknowledged -> {
            if (news != null) {
                news.publish(target.space(), removal);
            }
            return acknowledged;
        });
    }
}
