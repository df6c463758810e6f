package dev.cachekit.spring.aop.plan;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.UnsupportedKeyException;
import dev.cachekit.key.KeyCheck;
import dev.cachekit.key.KeyTypes;
import dev.cachekit.spring.aop.expression.CallExpression;
import dev.cachekit.spring.aop.expression.ExpressionSource;
import dev.cachekit.spring.aop.expression.Expressions;
import dev.cachekit.spring.aop.expression.MethodShape;
import dev.cachekit.spring.aop.rule.RulePlace;
import java.util.List;
import java.util.Optional;
import org.springframework.core.ResolvableType;

/**
 * Compiles the expressions of one annotation on one method.
 *
 * @param where the annotation's place
 * @param shape the method
 * @param expressions the compiler
 */
record MethodExpressions(String where, MethodShape shape, Expressions expressions) {

    /** The same, with one element of the result as the result. */
    MethodExpressions ofElements(ResolvableType element) {
        return new MethodExpressions(where, shape.ofElements(element), expressions);
    }

    Condition condition(String text) {
        return text.isEmpty() ? Condition.ALWAYS : Condition.of(expressions.beforeMethod(source("condition", text)));
    }

    Lifetime lifetime(String unless, String ttl, String nullTtl) {
        Condition vetoed = unless.isEmpty() ? Condition.NEVER : Condition.of(after("unless", unless));
        return new Lifetime(
                where,
                vetoed,
                ttl.isEmpty() ? null : after("ttl", ttl),
                nullTtl.isEmpty() ? null : after("nullTtl", nullTtl));
    }

    /** Compiles an expression that may use the result, which a method must have then. */
    CallExpression after(String attribute, String text) {
        CallExpression expression = expressions.afterMethod(source(attribute, text));
        if (expression.needsResult() && shape.content().isNothing()) {
            throw new InvalidConfigurationException(
                    RulePlace.attribute(where, attribute),
                    "\"" + text + "\"",
                    attribute + " uses #result, but the method returns nothing",
                    "use the parameters, or return what was written");
        }
        return expression;
    }

    CallExpression before(String attribute, String text) {
        return expressions.beforeMethod(source(attribute, text));
    }

    /** The key of a read: by the expression, else of all parameters. */
    OneKey keyBefore(String text) {
        return text.isEmpty() ? OneKey.ofAllParameters(shape) : OneKey.by(before("key", text));
    }

    OneKey keyAfter(String text) {
        return text.isEmpty() ? OneKey.ofAllParameters(shape) : OneKey.by(after("key", text));
    }

    /** Refuses keys whose declared type has no stable text. */
    void checkTypes(List<Optional<ResolvableType>> types) {
        for (Optional<ResolvableType> type : types) {
            if (type.isPresent()
                    && KeyTypes.check(ValueType.of(type.get(), shape.beanClass()))
                            instanceof KeyCheck.Unsupported unsupported) {
                throw new UnsupportedKeyException(where, unsupported.type());
            }
        }
    }

    private ExpressionSource source(String attribute, String text) {
        return new ExpressionSource(RulePlace.attribute(where, attribute), attribute, text, shape);
    }
}
