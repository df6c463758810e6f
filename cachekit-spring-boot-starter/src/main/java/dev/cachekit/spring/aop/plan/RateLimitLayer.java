package dev.cachekit.spring.aop.plan;

import dev.cachekit.RateLimitExceededException;
import dev.cachekit.call.Stages;
import dev.cachekit.limit.Admission;
import dev.cachekit.limit.Limiter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code @RateLimited}: asks before anything else is done.
 *
 * @param said what the annotation says
 * @param limiter the limiter
 * @param observer is told what became of each call
 * @param inner what a call that passes goes on to
 */
record RateLimitLayer(Said said, Limiter limiter, BiConsumer<Admission, @Nullable Object> observer, Layer inner)
        implements Layer {

    /**
     * What the annotation says.
     *
     * @param condition whether a call counts at all
     * @param key makes the key
     * @param cost tells the number of permits
     * @param fallback answers refused calls; null if they fail
     */
    record Said(
            Condition condition,
            LimitedKey key,
            Cost cost,
            @Nullable FallbackMethod fallback) {}

    @Override
    public CompletionStage<Object> call(Call call) {
        if (!said.condition.holds(call, null)) {
            return inner.call(call);
        }
        long cost = said.cost.of(call);
        if (cost == 0) { // a list of nothing, for example
            return inner.call(call);
        }
        return Stages.then(
                limiter.take(said.key.of(call), cost, call.waits().before()), admission -> decided(call, admission));
    }

    private CompletionStage<Object> decided(Call call, Admission admission) {
        observer.accept(admission, call.subscriber());
        return admission.passes() ? inner.call(call) : refused(call, admission.refusal());
    }

    private CompletionStage<Object> refused(Call call, RateLimitExceededException refusal) {
        FallbackMethod fallback = said.fallback;
        return fallback == null ? CompletableFuture.failedFuture(refusal) : fallback.answer(call, refusal);
    }
}
