package dev.cachekit.spring.cache;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import javax.cache.annotation.CacheValue;
import org.springframework.cache.jcache.interceptor.JCacheOperation;
import org.springframework.cache.jcache.interceptor.JCacheOperationSource;
import org.springframework.core.ResolvableType;

/**
 * The annotations of JCache, as Spring's interceptor sees them.
 *
 * @param source reads them
 */
public record JCacheAnnotations(JCacheOperationSource source) implements CachingAnnotations {

    @Override
    public boolean mayBeOn(Class<?> beanClass) {
        return source.isCandidateClass(beanClass);
    }

    @Override
    public Collection<NamedCache> of(Method method, Class<?> beanClass) {
        JCacheOperation<?> operation = source.getCacheOperation(method, beanClass);
        return operation == null ? List.of() : List.of(named(operation, method, beanClass));
    }

    private static NamedCache named(JCacheOperation<?> operation, Method method, Class<?> beanClass) {
        String cache = operation.getCacheName();
        return switch (operation.getCacheAnnotation().annotationType().getSimpleName()) {
            case "CacheResult" -> NamedCache.returned(cache, method, beanClass);
            case "CachePut" -> NamedCache.given(cache, method, beanClass, valueOf(method, beanClass));
            default -> NamedCache.without(cache, method, beanClass);
        };
    }

    private static ResolvableType valueOf(Method method, Class<?> beanClass) {
        for (int i = 0; i < method.getParameterCount(); i++) {
            if (method.getParameters()[i].isAnnotationPresent(CacheValue.class)) {
                return ResolvableType.forMethodParameter(method, i, beanClass);
            }
        }
        return ResolvableType.NONE;
    }
}
