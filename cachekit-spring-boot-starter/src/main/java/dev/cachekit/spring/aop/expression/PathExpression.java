package dev.cachekit.spring.aop.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.StringLiteral;
import org.springframework.expression.spel.ast.VariableReference;

/**
 * A parameter, or a property of one: {@code #id}, {@code #p0}, {@code #post.author.id}, {@code #result.id}. Evaluated
 * without the Spring Expression Language, which speaks up where a path ends in null.
 *
 * @param position the parameter; -1 for the result
 * @param steps the accessors
 * @param valueType the type of the values
 * @param general the same expression in full
 */
record PathExpression(int position, List<PropertyStep> steps, ResolvableType valueType, CallExpression general)
        implements CallExpression {

    private static final int RESULT = -1;

    static Optional<CallExpression> of(MethodShape shape, SpelNode node, CallExpression general) {
        if (node instanceof StringLiteral literal) {
            return Optional.of(new Constant(literal.getLiteralValue().getValue()));
        }
        boolean path = node instanceof CompoundExpression;
        SpelNode first = path ? node.getChild(0) : node;
        if (!(first instanceof VariableReference)) {
            return Optional.empty();
        }
        String variable = first.toStringAST().substring(1);
        int position = variable.equals("result") ? RESULT : shape.position(variable);
        if (position < 0 && !variable.equals("result")) {
            return Optional.empty();
        }
        ResolvableType start = position == RESULT ? shape.resultType() : shape.parameterType(position);
        return path
                ? along(node, position, start, general)
                : Optional.of(new PathExpression(position, List.of(), start, general));
    }

    private static Optional<CallExpression> along(
            SpelNode path, int position, ResolvableType start, CallExpression general) {
        List<PropertyStep> steps = new ArrayList<>();
        ResolvableType type = start;
        for (int i = 1; i < path.getChildCount(); i++) {
            boolean plain = path.getChild(i) instanceof PropertyOrFieldReference property && !property.isNullSafe();
            PropertyStep step = plain ? PropertyStep.find(type, path.getChild(i).toStringAST()) : null;
            if (step == null) {
                return Optional.empty();
            }
            steps.add(step);
            type = step.type();
        }
        return Optional.of(new PathExpression(position, List.copyOf(steps), type, general));
    }

    @Override
    public @Nullable Object value(CallFacts call, @Nullable Object result) {
        Object value = position == RESULT ? result : call.arguments()[position];
        for (PropertyStep step : steps) {
            if (value == null) {
                return general.value(call, result);
            }
            value = step.read(value);
        }
        return value;
    }

    @Override
    public OptionalInt parameter() {
        return position >= 0 && steps.isEmpty() ? OptionalInt.of(position) : OptionalInt.empty();
    }

    @Override
    public Optional<List<Integer>> parameters() {
        OptionalInt parameter = parameter();
        return parameter.isPresent() ? Optional.of(List.of(parameter.getAsInt())) : Optional.empty();
    }

    @Override
    public boolean needsResult() {
        return position == RESULT;
    }

    @Override
    public Optional<ResolvableType> type() {
        return Optional.of(valueType);
    }

    @Override
    public boolean isPlain() {
        return true;
    }

    private record Constant(@Nullable Object content) implements CallExpression {

        @Override
        public @Nullable Object value(CallFacts call, @Nullable Object result) {
            return content;
        }

        @Override
        public Optional<List<Integer>> parameters() {
            return Optional.of(List.of());
        }

        @Override
        public boolean needsResult() {
            return false;
        }

        @Override
        public Optional<ResolvableType> type() {
            return Optional.of(ResolvableType.forClass(String.class));
        }

        @Override
        public boolean isPlain() {
            return true;
        }
    }
}
