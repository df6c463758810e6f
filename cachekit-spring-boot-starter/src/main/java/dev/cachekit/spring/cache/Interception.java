package dev.cachekit.spring.cache;

import dev.cachekit.spring.aop.plan.ExposedInvocation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/**
 * One way of a call through Spring's interceptor to its method.
 *
 * @param interceptor reads the annotations and asks for caches
 * @param calls is told of the call
 * @param invocation the method, and what else stands before it
 */
record Interception(MethodInterceptor interceptor, CachingCalls calls, MethodInvocation invocation) {

    /** How a call comes from Spring's interceptor to its method. */
    @FunctionalInterface
    interface Start {
        @Nullable
        Object begin(Work method) throws Throwable;
    }

    /** Makes the call. What it comes to begins outside of it: what a method itself does with caches is its own. */
    @Nullable
    Object run(CachingCall call, Start start) throws Throwable {
        Work method = () -> calls.within(null, () -> start.begin(() -> ExposedInvocation.proceed(invocation)));
        return calls.within(call, () -> interceptor.invoke(new Within(invocation, method)));
    }

    /** The same from where this one begins, whatever becomes of this one: for another subscription. */
    Interception again() {
        return invocation instanceof ProxyMethodInvocation proxied
                ? new Interception(interceptor, calls, proxied.invocableClone())
                : this;
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
