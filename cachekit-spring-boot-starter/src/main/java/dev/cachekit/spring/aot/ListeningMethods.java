package dev.cachekit.spring.aot;

import dev.cachekit.annotation.TopicListener;
import java.lang.reflect.Method;
import java.util.Set;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ReflectionUtils.MethodFilter;

/** Finds the methods of a bean class that listen to topics. */
final class ListeningMethods {

    private static final MethodFilter LISTENS =
            method -> AnnotatedElementUtils.hasAnnotation(method, TopicListener.class);

    private ListeningMethods() {}

    static Set<Method> of(Class<?> type) {
        return AnnotationUtils.isCandidateClass(type, TopicListener.class)
                ? MethodIntrospector.selectMethods(type, LISTENS)
                : Set.of();
    }
}
