package dev.cachekit.spring.aop.plan;

import dev.cachekit.Band;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.RateLimitExceededException;
import dev.cachekit.key.KeyText;
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
        long cost = constant.getAsLong();
        site.atEnd(() -> checkCost(bands.where(), cost, limiter));
        return call -> cost;
    }

    private static void checkCost(String where, long cost, Limiter limiter) {
        List<Band> bands = limiter.settings().bands().value();
        long most = bands.stream().mapToLong(Band::burst).min().orElse(0);
        if (cost < 1 || cost > most) {
            throw new InvalidConfigurationException(
                    where,
                    String.valueOf(cost),
                    "cost must be from 1 to what every band can grant at once, " + most,
                    "take fewer permits, or raise permits or burst");
        }
    }

    private @Nullable FallbackMethod fallback(RateLimitBands bands) {
        String name = bands.given("fallback", RateLimitedOperation::fallback, "");
        return name.isEmpty()
                ? null
                : FallbackMethod.find(bands.where(), name, site.shape(), RateLimitExceededException.class);
    }
}
