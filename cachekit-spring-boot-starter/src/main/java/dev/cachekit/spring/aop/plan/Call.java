package dev.cachekit.spring.aop.plan;

import dev.cachekit.call.Caller;
import dev.cachekit.spring.aop.expression.CallFacts;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/**
 * One call of an annotated method.
 *
 * @param invocation Spring's view of it
 * @param target the bean behind the proxy
 * @param caller how its changes of caches wait for the store
 */
public record Call(MethodInvocation invocation, Object target, Caller caller) implements CallFacts {

    /**
     * Begins a call.
     *
     * @param invocation Spring's view of it
     * @param target the bean behind the proxy
     */
    public Call(MethodInvocation invocation, Object target) {
        this(invocation, target, Caller.BLOCKING);
    }

    Call waitingAs(Caller another) {
        return new Call(invocation, target, another);
    }

    /** A view of this call that begins where this one stands, whatever becomes of this one: for another thread, or twice. */
    Call repeatable() {
        return invocation instanceof ProxyMethodInvocation proxied
                ? new Call(proxied.invocableClone(), target, caller)
                : this;
    }

    @Override
    public @Nullable Object[] arguments() {
        return invocation.getArguments();
    }

    @Nullable
    Object proceed() throws Throwable {
        return invocation.proceed();
    }
}
