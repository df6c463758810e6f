package dev.cachekit.spring.aop.expression;

import java.util.Optional;
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
     * Tells whether it does no more than read parameters, so that evaluating it once more costs and changes nothing.
     *
     * @return false if it may call beans
     */
    boolean isPlain();
}
