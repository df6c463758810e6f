package dev.cachekit.spring.aop.annotated;

import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.WithLock;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/** The annotations that are not built yet. Also with all caching switched off they must not be without effect. */
public final class LaterAnnotations {

    private static final List<Class<? extends Annotation>> LATER = List.of(RateLimited.class, WithLock.class);

    private LaterAnnotations() {}

    /**
     * Refuses a class that carries one of them.
     *
     * @param beanClass the class of a bean
     * @throws dev.cachekit.NotAvailableYetException if a method of it is annotated so
     */
    public static void refuse(Class<?> beanClass) {
        Class<?> type = ClassUtils.getUserClass(beanClass);
        if (AnnotationUtils.isCandidateClass(type, LATER)) {
            RunningMethods.of(type).forEach((method, annotations) -> refuse(type, method, annotations));
        }
    }

    static void refuse(Class<?> beanClass, Method method, MethodAnnotations annotations) {
        LATER.forEach(kind -> annotations.refuse(kind, Place.of(kind, beanClass, method)));
    }
}
