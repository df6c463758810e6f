package dev.cachekit.spring.aop.expression;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.core.ResolvableType;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.util.ObjectUtils;

/** Any expression of the Spring Expression Language. */
final class SpelCallExpression implements CallExpression {

    private final MethodShape shape;
    private final SpelExpression expression;
    private final BeanFactoryResolver beans;
    private final boolean needsResult;

    SpelCallExpression(ExpressionSource source, SpelExpression expression, BeanFactory beans, boolean needsResult) {
        this.shape = source.shape();
        this.expression = expression;
        this.beans = new BeanFactoryResolver(beans);
        this.needsResult = needsResult;
    }

    @Override
    public @Nullable Object value(CallFacts call, @Nullable Object result) {
        @Nullable Object[] arguments = call.arguments();
        StandardEvaluationContext context = new StandardEvaluationContext(
                new AnnotatedCall(shape.method(), call.target(), shape.beanClass(), unfolded(arguments)));
        context.setBeanResolver(beans);
        for (int i = 0; i < arguments.length; i++) {
            context.setVariable("p" + i, arguments[i]);
            context.setVariable("a" + i, arguments[i]);
            if (shape.names() != null) {
                context.setVariable(shape.names()[i], arguments[i]);
            }
        }
        if (needsResult) {
            context.setVariable("result", result);
        }
        return expression.getValue(context);
    }

    /** Variable arguments stand one by one, as in Spring's cache annotations. */
    private @Nullable Object[] unfolded(@Nullable Object[] arguments) {
        if (!shape.method().isVarArgs()) {
            return arguments;
        }
        int last = arguments.length - 1;
        @Nullable Object[] variable = ObjectUtils.toObjectArray(arguments[last]);
        @Nullable Object[] all = Arrays.copyOf(arguments, last + variable.length);
        System.arraycopy(variable, 0, all, last, variable.length);
        return all;
    }

    @Override
    public boolean needsResult() {
        return needsResult;
    }

    @Override
    public Optional<ResolvableType> type() {
        return Optional.empty();
    }

    @Override
    public boolean isPlain() {
        return false;
    }
}
