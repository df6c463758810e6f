package dev.cachekit.spring.aop.plan;

import dev.cachekit.spring.aop.expression.CallExpression;
import dev.cachekit.spring.aop.expression.MethodShape;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * How a call's one key is made: by an expression, or of all parameters in order.
 *
 * @param expression the expression; null for the default key
 * @param positions the parameters that a default key is made of
 * @param partTypes the declared types of the key's parts, empty where only the call shows them
 */
record OneKey(@Nullable CallExpression expression, List<Integer> positions, List<Optional<ResolvableType>> partTypes) {

    static OneKey by(CallExpression expression) {
        return new OneKey(expression, List.of(), List.of(expression.type()));
    }

    static OneKey ofAllParameters(MethodShape shape) {
        List<Integer> positions = MethodShape.keyPositions(shape.method());
        return new OneKey(
                null,
                positions,
                positions.stream().map(shape::parameterType).map(Optional::of).toList());
    }

    /** Each of the keys that an expression yields, as far as its type shows them. */
    static OneKey ofEach(CallExpression several) {
        return new OneKey(several, List.of(), List.of(several.type().map(ValueType::element)));
    }

    @Nullable
    Object[] parts(Call call, @Nullable Object result) {
        return expression == null ? ofParameters(call) : new @Nullable Object[] {expression.value(call, result)};
    }

    private @Nullable Object[] ofParameters(Call call) {
        @Nullable Object[] arguments = call.arguments();
        @Nullable Object[] parts = new @Nullable Object[positions.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = arguments[positions.get(i)];
        }
        return parts;
    }

    /** Whether a part of it is declared as this type. */
    boolean isOf(Class<?> type) {
        return partTypes.stream().flatMap(Optional::stream).anyMatch(part -> part.resolve() == type);
    }

    boolean isDefault() {
        return expression == null;
    }

    boolean needsResult() {
        return expression != null && expression.needsResult();
    }

    /** The parameters it is made of, if it is made of nothing else. */
    Optional<List<Integer>> parameters() {
        return expression == null ? Optional.of(positions) : expression.parameters();
    }

    boolean isPlain() {
        return expression == null || expression.isPlain();
    }
}
