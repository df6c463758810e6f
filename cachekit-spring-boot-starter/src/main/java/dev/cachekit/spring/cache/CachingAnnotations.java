package dev.cachekit.spring.cache;

import java.lang.reflect.Method;
import java.util.Collection;

/** Reads one family of annotations that name Spring's caches. */
public sealed interface CachingAnnotations permits SpringCachingAnnotations, JCacheAnnotations {

    /**
     * Tells whether a class may carry such annotations.
     *
     * @param beanClass the class of a bean
     * @return false if none of its methods needs to be read
     */
    boolean mayBeOn(Class<?> beanClass);

    /**
     * Reads a method.
     *
     * @param method the method
     * @param beanClass the class of the bean
     * @return each cache the method names, with the values it gives it
     */
    Collection<NamedCache> of(Method method, Class<?> beanClass);
}
