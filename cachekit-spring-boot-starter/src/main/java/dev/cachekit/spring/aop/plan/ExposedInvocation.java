package dev.cachekit.spring.aop.plan;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;

/**
 * Goes on with a call where another thread than the caller's may do it, or the caller has left the proxy. Aspects that stand
 * between here and the method ask their thread for the invocation they belong to.
 */
public final class ExposedInvocation {

    private ExposedInvocation() {}

    /**
     * Calls the method, or what else stands before it.
     *
     * @param invocation the call
     * @return what it returns; may be null
     * @throws Throwable what it throws
     */
    public static @Nullable Object proceed(MethodInvocation invocation) throws Throwable {
        return invocation instanceof ProxyMethodInvocation
                ? ExposeInvocationInterceptor.INSTANCE.invoke(invocation)
                : invocation.proceed();
    }
}
