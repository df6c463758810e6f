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
 * Spring's own annotations, as its interceptor sees them: composed ones, inherited ones and those of the class included. Those
 * that name a resolver or another manager mean caches that are not ours.
 *
 * @param source reads them
 */
public record SpringCachingAnnotations(CacheOperationSource source) implements CachingAnnotations {

    /** The bean that is our manager. */
    private static final String OURS = "cacheManager";

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
        List<NamedCache> named = new ArrayList<>();
        for (CacheOperation operation : ours(source.getCacheOperations(method, beanClass))) {
            for (String cache : operation.getCacheNames()) {
                named.add(
                        operation instanceof CacheEvictOperation
                                ? NamedCache.without(cache, method, beanClass)
                                : NamedCache.returned(cache, method, beanClass));
            }
        }
        return named;
    }

    private static List<CacheOperation> ours(@Nullable Collection<CacheOperation> operations) {
        return operations == null
                ? List.of()
                : operations.stream().filter(SpringCachingAnnotations::isOurs).toList();
    }

    private static boolean isOurs(CacheOperation operation) {
        String manager = operation.getCacheManager();
        return operation.getCacheResolver().isEmpty() && (manager.isEmpty() || manager.equals(OURS));
    }
}
