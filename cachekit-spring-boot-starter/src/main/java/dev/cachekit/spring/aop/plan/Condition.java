package dev.cachekit.spring.aop.plan;

import dev.cachekit.spring.aop.expression.CallExpression;
import org.jspecify.annotations.Nullable;

/** An expression that is true or false. */
@FunctionalInterface
interface Condition {

    /** Holds for every call. */
    Condition ALWAYS = (call, result) -> true;
    /** Holds for no call. */
    Condition NEVER = (call, result) -> false;

    boolean holds(Call call, @Nullable Object result);

    /** Anything but true is false, as in Spring's own cache annotations. */
    static Condition of(CallExpression expression) {
        return (call, result) -> {
            Object value = expression.value(call, result);
            return Boolean.TRUE.equals(value) || value instanceof String text && Boolean.parseBoolean(text);
        };
    }
}
