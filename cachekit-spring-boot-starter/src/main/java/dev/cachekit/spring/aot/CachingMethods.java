package dev.cachekit.spring.aot;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ReflectionUtils.MethodFilter;

/** Finds the methods of a bean class whose results Spring's own annotations cache: CacheKit may hold those caches. */
final class CachingMethods {

    private static final List<Class<? extends Annotation>> KINDS = List.of(Cacheable.class, CachePut.class);

    private CachingMethods() {}

    static Set<Method> of(Class<?> type) {
        MethodFilter caches = method -> carries(method) || carries(type);
        return AnnotationUtils.isCandidateClass(type, KINDS)
                ? MethodIntrospector.selectMethods(type, caches)
                : Set.of();
    }

    private static boolean carries(AnnotatedElement element) {
        return KINDS.stream().anyMatch(kind -> AnnotatedElementUtils.hasAnnotation(element, kind));
    }
}
