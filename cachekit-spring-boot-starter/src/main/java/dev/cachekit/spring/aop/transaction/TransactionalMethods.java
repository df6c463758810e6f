package dev.cachekit.spring.aop.transaction;

import java.lang.reflect.Method;
import java.util.function.BiPredicate;

/** Knows which methods open transactions by themselves. Safe for use by many threads. */
@FunctionalInterface
public interface TransactionalMethods extends BiPredicate<Method, Class<?>> {

    /** There are none. */
    TransactionalMethods NONE = (method, beanClass) -> false;
}
