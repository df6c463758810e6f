package dev.cachekit.spring.cache;

import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Around one of Spring's interceptors of cache annotations: makes the call known while the interceptor asks for caches, and
 * opens the loads of what it looked up in vain just before it calls the method. Safe for use by many threads.
 */
final class CachingAdvice implements MethodInterceptor {

    private final MethodInterceptor interceptor;
    private final CachingCalls calls;
    private final ConcurrentMap<Method, CallShape> shapes = new ConcurrentHashMap<>();

    CachingAdvice(MethodInterceptor interceptor, CachingCalls calls) {
        this.interceptor = interceptor;
        this.calls = calls;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        CallShape shape = shapes.computeIfAbsent(invocation.getMethod(), CallShape::of);
        return shape.answer(calls, new Interception(interceptor, calls, invocation));
    }
}
