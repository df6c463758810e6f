package dev.cachekit.spring.cache;

import java.lang.reflect.AccessibleObject;
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
        CachingCall call = new CachingCall();
        Work method = invocation::proceed;
        Work within = () -> call.hasMissed() ? shape.begin(call, method) : method.run();
        Work whole = () -> interceptor.invoke(new Within(invocation, () -> calls.within(null, within)));
        return shape.answer(call, () -> calls.within(call, whole));
    }

    /**
     * The call as the interceptor sees it.
     *
     * @param outer the call
     * @param method what it comes to
     */
    private record Within(MethodInvocation outer, Work method) implements MethodInvocation {

        @Override
        public Method getMethod() {
            return outer.getMethod();
        }

        @Override
        @SuppressWarnings("NullAway") // an argument may be null; Java 17 does not read that from class files
        public Object[] getArguments() {
            return outer.getArguments();
        }

        @Override
        public @Nullable Object proceed() throws Throwable {
            return method.run();
        }

        @Override
        public @Nullable Object getThis() {
            return outer.getThis();
        }

        @Override
        public AccessibleObject getStaticPart() {
            return outer.getStaticPart();
        }
    }
}
