package dev.cachekit.spring.aop.annotated;

import dev.cachekit.annotation.WithLock;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;

/** The annotations that are not built yet. */
final class LaterAnnotations {

    private static final List<Class<? extends Annotation>> LATER = List.of(WithLock.class);

    private LaterAnnotations() {}

    static void refuse(Class<?> beanClass, Method method, MethodAnnotations annotations) {
        LATER.forEach(kind -> annotations.refuse(kind, Place.of(kind, beanClass, method)));
    }
}
