package dev.cachekit.spring.aop.expression;

import org.jspecify.annotations.Nullable;

/** What an expression may know of a call. */
public interface CallFacts {

    /**
     * Returns the object that is called, behind the proxy.
     *
     * @return the bean
     */
    Object target();

    /**
     * Returns the arguments.
     *
     * @return the arguments, not to be changed
     */
    @Nullable
    Object[] arguments();
}
