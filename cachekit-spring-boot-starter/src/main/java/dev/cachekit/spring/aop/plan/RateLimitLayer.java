package dev.cachekit.spring.aop.plan;

import dev.cachekit.RateLimitExceededException;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Outcome;
import dev.cachekit.limit.Admission;
import dev.cachekit.limit.Limiter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code @RateLimited}: asks before anything else is done.
 *
 * @param said what the annotation says
 * @param limiter the limiter
 * @param observer is told what became of each call
 * @param inner what a call that passes goes on to
 */
record RateLimitLayer(Said said, Limiter limiter, Consumer<Admission> observer, Layer inner) implements Layer {

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
    public @Nullable Object call(Call call) throws Throwable {
        if (!said.condition.holds(call, null)) {
            return inner.call(call);
        }
        long cost = said.cost.of(call);
        if (cost == 0) { // a list of nothing, for example
            return inner.call(call);
        }
        Admission admission = Outcome.of(limiter.take(said.key.of(call), cost, Caller.BLOCKING));
        observer.accept(admission);
        return admission.passes() ? inner.call(call) : refused(call, admission.refusal());
    }

    private @Nullable Object refused(Call call, RateLimitExceededException refusal) throws Throwable {
        FallbackMethod fallback = said.fallback;
        if (fallback == null) {
            throw refusal;
        }
        return fallback.answer(call, refusal);
    }
}
