package dev.cachekit.spring.aop.plan;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.RateLimitExceededException;
import dev.cachekit.key.KeyText;
import dev.cachekit.limit.KnownCost;
import dev.cachekit.limit.Limiter;
import dev.cachekit.operation.RateLimitedOperation;
import dev.cachekit.spring.aop.expression.CallExpression;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Plans {@code @RateLimited}: one layer for all bands.
 *
 * @param site the method
 */
record RateLimitPlan(PlanSite site) implements LayerPlan {

    @Override
    public Layer around(Layer inner) {
        List<RateLimitedOperation> bands =
                site.method().operations(RateLimitedOperation.class).toList();
        return bands.isEmpty() ? inner : layer(new RateLimitBands(bands), inner);
    }

    private Layer layer(RateLimitBands bands, Layer inner) {
        bands.check();
        MethodExpressions expressions = site.expressions(bands.where());
        Limiter limiter = site.engine().limiters().limiter(bands.name(), bands.options());
        RateLimitLayer.Said said = new RateLimitLayer.Said(
                expressions.condition(bands.given("condition", RateLimitedOperation::condition, "")),
                key(bands, expressions),
                cost(bands, expressions, limiter),
                fallback(bands));
        return new RateLimitLayer(said, limiter, site.parts().admissions(), inner);
    }

    private static LimitedKey key(RateLimitBands bands, MethodExpressions expressions) {
        KeyText texts = KeyText.at(bands.where());
        if (bands.key().isEmpty()) {
            return new LimitedKey(null, texts);
        }
        CallExpression expression = expressions.before("key", bands.key());
        expressions.checkTypes(List.of(expression.type()));
        return new LimitedKey(expression, texts);
    }

    /** A constant is checked when all that name the limiter have said what its bands are. */
    private Cost cost(RateLimitBands bands, MethodExpressions expressions, Limiter limiter) {
        String text = bands.given("cost", RateLimitedOperation::cost, "1");
        OptionalLong constant = Cost.constant(text);
        if (constant.isEmpty()) {
            site.atEnd(limiter::settings);
            return Cost.by(bands.where(), expressions.before("cost", text));
        }
        KnownCost cost = new KnownCost(bands.where(), constant.getAsLong());
        if (cost.permits() == 0) {
            throw new InvalidConfigurationException(
                    bands.where(), "0", "cost must be at least 1", "take 1 permit, or remove the annotation");
        }
        site.atEnd(() -> limiter.expect(cost));
        return call -> cost.permits();
    }

    private @Nullable FallbackMethod fallback(RateLimitBands bands) {
        String name = bands.given("fallback", RateLimitedOperation::fallback, "");
        return name.isEmpty()
                ? null
                : FallbackMethod.find(bands.where(), name, site.shape(), RateLimitExceededException.class);
    }
}
