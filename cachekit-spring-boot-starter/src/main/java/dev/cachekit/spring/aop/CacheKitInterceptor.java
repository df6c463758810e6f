package dev.cachekit.spring.aop;

import dev.cachekit.spring.aop.plan.MethodPlans;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** Passes calls through the layers of their method. Safe for use by many threads. */
final class CacheKitInterceptor implements MethodInterceptor {

    private final MethodPlans plans;

    CacheKitInterceptor(MethodPlans plans) {
        this.plans = plans;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Object target = invocation.getThis();
        if (target == null) {
            return invocation.proceed();
        }
        return plans.entrance(invocation.getMethod(), target.getClass()).call(invocation, target);
    }
}
