package dev.cachekit.spring.aop.expression;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** An expression of an annotation, ready to be evaluated for a call. Immutable, safe for use by many threads. */
public interface CallExpression {

    /**
     * Evaluates the expression.
     *
     * @param call the call
     * @param result what the method returned; null before it ran
     * @return the value
     */
    @Nullable
    Object value(CallFacts call, @Nullable Object result);

    /**
     * Tells whether it can be evaluated only after the method.
     *
     * @return true if it uses {@code #result}
     */
    boolean needsResult();

    /**
     * Returns the type of its values, as far as the declarations show it.
     *
     * @return empty if only the call shows it
     */
    Optional<ResolvableType> type();

    /**
     * Returns the parameter that it names, and nothing more.
     *
     * @return the position; empty of any other expression
     */
    default OptionalInt parameter() {
        return OptionalInt.empty();
    }

    /**
     * Returns the parameters that it is made of, if it is made of nothing but them and literals: then equal arguments of plain
     * types give equal values.
     *
     * @return the positions, each once; empty of any other expression
     */
    default Optional<List<Integer>> parameters() {
        return Optional.empty();
    }

    /**
     * Tells whether it does no more than read parameters, so that evaluating it once more costs and changes nothing.
     *
     * @return false if it may call beans
     */
    boolean isPlain();
}
