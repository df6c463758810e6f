package dev.cachekit.spring.aop.plan;

import dev.cachekit.spring.aop.expression.CallExpression;
import dev.cachekit.spring.aop.expression.MethodShape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * How a call's one key is made: by an expression, or of all parameters in order.
 *
 * @param expression the expression; null for the default key
 * @param partTypes the declared types of the key's parts, empty where only the call shows them
 */
record OneKey(@Nullable CallExpression expression, List<Optional<ResolvableType>> partTypes) {

    static OneKey by(CallExpression expression) {
        return new OneKey(expression, List.of(expression.type()));
    }

    static OneKey ofAllParameters(MethodShape shape) {
        int count = MethodShape.parameters(shape.method());
        return new OneKey(
                null,
                IntStream.range(0, count)
                        .mapToObj(shape::parameterType)
                        .map(Optional::of)
                        .toList());
    }

    @Nullable
    Object[] parts(Call call, @Nullable Object result) {
        return expression == null
                ? Arrays.copyOf(call.arguments(), partTypes.size())
                : new @Nullable Object[] {expression.value(call, result)};
    }

    boolean isDefault() {
        return expression == null;
    }

    boolean needsResult() {
        return expression != null && expression.needsResult();
    }

    boolean isPlain() {
        return expression == null || expression.isPlain();
    }
}
