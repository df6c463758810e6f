package dev.cachekit.spring.aop.plan;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.spring.aop.expression.CallExpression;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** How many permits a call takes. */
@FunctionalInterface
interface Cost {

    /** A number below a quintillion. */
    Pattern NUMBER = Pattern.compile("\\d{1,18}");

    long of(Call call);

    /** Returns the cost of every call, if it is written as a number. */
    static OptionalLong constant(String text) {
        return NUMBER.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** Returns the cost of each call. */
    static Cost by(String where, CallExpression expression) {
        return call -> {
            Object value = expression.value(call, null);
            if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
                return ((Number) value).longValue();
            }
            throw new InvalidConfigurationException(
                    where, String.valueOf(value), "cost must be a whole number", "use an expression of a number");
        };
    }
}
