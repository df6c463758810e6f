package dev.cachekit.spring.aop.plan;

import dev.cachekit.Ttl;
import dev.cachekit.spring.aop.annotated.DurationText;
import dev.cachekit.spring.aop.expression.CallExpression;
import dev.cachekit.strategy.CacheRegion;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a value is stored: by an expression if there is one, else by the settings of its cache.
 *
 * @param where the annotation's place
 * @param unless forbids storing
 * @param ttl expression for values; null for the settings
 * @param nullTtl expression for null; null for the settings
 */
record Lifetime(
        String where,
        Condition unless,
        @Nullable CallExpression ttl,
        @Nullable CallExpression nullTtl) {

    /** Decides about a value; result is what expressions see as {@code #result}. Empty: not stored. */
    Optional<Ttl> of(CacheRegion<?> region, Call call, @Nullable Object result, @Nullable Object value) {
        if (unless.holds(call, result)) {
            return Optional.empty();
        }
        CallExpression expression = value == null ? nullTtl : ttl;
        return expression == null
                ? region.lifetimeOf(value)
                : read(value == null ? "nullTtl" : "ttl", expression.value(call, result));
    }

    private Optional<Ttl> read(String attribute, @Nullable Object given) {
        if (given instanceof Ttl lifetime) {
            return Optional.of(lifetime);
        }
        if (given instanceof Duration duration) {
            return duration.isZero() ? Optional.empty() : Optional.of(Ttl.of(duration));
        }
        if (given instanceof CharSequence text) {
            return DurationText.lifetimeOrNone(where, attribute, text.toString());
        }
        throw new IllegalStateException(where + ": " + attribute
                + " must yield a Duration or a text such as \"5m\" but was " + given + "; correct the expression");
    }
}
