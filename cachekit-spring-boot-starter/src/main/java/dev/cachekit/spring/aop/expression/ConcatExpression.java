package dev.cachekit.spring.aop.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.OpPlus;

/**
 * A text made of parameters, their properties and literals: {@code #a + ':' + #b.id}. What the Spring Expression Language
 * would not simply put behind each other is left to it: sums of numbers, and values that it converts.
 *
 * @param operands paths and literals, at least two
 * @param general the same expression in full
 */
record ConcatExpression(List<CallExpression> operands, CallExpression general) implements CallExpression {

    /** Beyond this the Spring Expression Language refuses a text; refusing is its own. */
    private static final int LONGEST = 100_000;

    static Optional<CallExpression> of(MethodShape shape, SpelNode node, CallExpression general) {
        List<CallExpression> operands = new ArrayList<>();
        return collect(shape, node, general, operands) && operands.size() > 1
                ? Optional.of(new ConcatExpression(List.copyOf(operands), general))
                : Optional.empty();
    }

    /** A sum leans to the left: only its last operand stands on the right. */
    private static boolean collect(
            MethodShape shape, SpelNode node, CallExpression general, List<CallExpression> operands) {
        if (node instanceof OpPlus && node.getChildCount() == 2) {
            return collect(shape, node.getChild(0), general, operands)
                    && !(node.getChild(1) instanceof OpPlus)
                    && collect(shape, node.getChild(1), general, operands);
        }
        Optional<CallExpression> operand = PathExpression.of(shape, node, NullPath.INSTANCE);
        operand.ifPresent(operands::add);
        return operand.isPresent();
    }

    @Override
    public @Nullable Object value(CallFacts call, @Nullable Object result) {
        Object joined = null;
        for (int i = 0; i < operands.size(); i++) {
            Object next = operands.get(i).value(call, result);
            joined = i == 0 ? next : joined(joined, next);
            if (joined == null && i > 0 || next == NullPath.INSTANCE) {
                return general.value(call, result);
            }
        }
        return joined;
    }

    /** Null if it is not this simple. */
    private static @Nullable String joined(@Nullable Object left, @Nullable Object right) {
        if (!(left instanceof String || right instanceof String)
                || !PlainValue.isOrNull(left)
                || !PlainValue.isOrNull(right)) {
            return null;
        }
        String joined = text(left) + text(right);
        return joined.length() > LONGEST ? null : joined;
    }

    private static String text(@Nullable Object value) {
        return value instanceof Enum<?> constant ? constant.name() : String.valueOf(value);
    }

    @Override
    public Optional<List<Integer>> parameters() {
        return operands.stream().allMatch(operand -> operand.parameters().isPresent())
                ? Optional.of(operands.stream()
                        .flatMap(operand -> operand.parameters().stream())
                        .flatMap(List::stream)
                        .distinct()
                        .toList())
                : Optional.empty();
    }

    @Override
    public boolean needsResult() {
        return general.needsResult();
    }

    /** With a text among the first two it is one from there on. */
    @Override
    public Optional<ResolvableType> type() {
        return operands.stream()
                .limit(2)
                .flatMap(operand -> operand.type().stream())
                .filter(type -> type.resolve() == String.class)
                .findFirst();
    }

    @Override
    public boolean isPlain() {
        return true;
    }

    /** Stands for the whole expression in a path that ends in null on its way: the Spring Expression Language speaks up there. */
    private enum NullPath implements CallExpression {
        INSTANCE;

        @Override
        public Object value(CallFacts call, @Nullable Object result) {
            return this;
        }

        @Override
        public boolean needsResult() {
            return false;
        }

        @Override
        public Optional<ResolvableType> type() {
            return Optional.empty();
        }

        @Override
        public boolean isPlain() {
            return true;
        }
    }
}
