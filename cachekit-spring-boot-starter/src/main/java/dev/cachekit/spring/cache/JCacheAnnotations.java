package dev.cachekit.spring.cache;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheValue;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.jcache.interceptor.JCacheOperation;
import org.springframework.cache.jcache.interceptor.JCacheOperationSource;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

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
        return operation == null || isResolvedElsewhere(operation.getCacheAnnotation(), beanClass)
                ? List.of()
                : List.of(named(operation, method, beanClass));
    }

    /** The annotation, or those of its class, may name who finds the cache: then it is not ours. */
    private static boolean isResolvedElsewhere(Annotation annotation, Class<?> beanClass) {
        CacheDefaults defaults = AnnotatedElementUtils.findMergedAnnotation(beanClass, CacheDefaults.class);
        return isOwn(AnnotationUtils.getValue(annotation, "cacheResolverFactory"))
                || defaults != null && isOwn(defaults.cacheResolverFactory());
    }

    private static boolean isOwn(@Nullable Object factory) {
        return factory != null && factory != CacheResolverFactory.class;
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
