package dev.cachekit.spring.aop.plan;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** Where calls of a method enter what stands around it. Safe for use by many threads. */
@FunctionalInterface
public interface Entrance {

    /** There is nothing around the method. */
    Entrance OPEN = (invocation, target) -> invocation.proceed();

    /**
     * Calls the method.
     *
     * @param invocation Spring's view of the call
     * @param target the bean behind the proxy
     * @return what the caller gets
     * @throws Throwable whatever the method throws, unchanged
     */
    @Nullable
    Object call(MethodInvocation invocation, Object target) throws Throwable;
}
