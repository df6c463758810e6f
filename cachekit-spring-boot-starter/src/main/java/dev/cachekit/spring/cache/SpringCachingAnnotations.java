package dev.cachekit.spring.cache;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.interceptor.CacheEvictOperation;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.interceptor.CompositeCacheOperationSource;

/**
 * Spring's own annotations, as its interceptor sees them: composed ones, inherited ones and those of the class included.
 *
 * @param source reads them
 */
public record SpringCachingAnnotations(CacheOperationSource source) implements CachingAnnotations {

    /**
     * Reads what any of several sources reads.
     *
     * @param sources the sources
     * @return reads them all
     */
    public static SpringCachingAnnotations of(List<CacheOperationSource> sources) {
        return new SpringCachingAnnotations(
                new CompositeCacheOperationSource(sources.toArray(CacheOperationSource[]::new)));
    }

    @Override
    public boolean mayBeOn(Class<?> beanClass) {
        return source.isCandidateClass(beanClass);
    }

    @Override
    public Collection<NamedCache> of(Method method, Class<?> beanClass) {
        Collection<CacheOperation> operations = source.getCacheOperations(method, beanClass);
        List<NamedCache> named = new ArrayList<>();
        for (CacheOperation operation : none(operations)) {
            for (String cache : operation.getCacheNames()) {
                named.add(
                        operation instanceof CacheEvictOperation
                                ? NamedCache.without(cache, method, beanClass)
                                : NamedCache.returned(cache, method, beanClass));
            }
        }
        return named;
    }

    private static Collection<CacheOperation> none(@Nullable Collection<CacheOperation> operations) {
        return operations == null ? List.of() : operations;
    }
}
