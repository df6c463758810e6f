package dev.cachekit.spring.aop.plan;

import dev.cachekit.spring.aop.expression.CallFacts;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * One call of an annotated method.
 *
 * @param invocation Spring's view of it
 * @param target the bean behind the proxy
 */
public record Call(MethodInvocation invocation, Object target) implements CallFacts {

    @Override
    public @Nullable Object[] arguments() {
        return invocation.getArguments();
    }

    @Nullable
    Object proceed() throws Throwable {
        return invocation.proceed();
    }
}
