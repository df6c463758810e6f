package dev.cachekit.spring.aop.annotated;

import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bean class with its annotated methods. Immutable.
 *
 * @param type the class, never a proxy's
 * @param methods the annotated methods by the method that runs; empty for most classes
 * @param idleDefaults the place of defaults that no method of the class takes; empty if there are none
 */
public record AnnotatedClass(Class<?> type, Map<Method, AnnotatedMethod> methods, String idleDefaults) {

    /** Takes a copy. */
    public AnnotatedClass {
        methods = Map.copyOf(methods);
    }

    /**
     * Tells whether there is anything to do.
     *
     * @return true if no method is annotated
     */
    public boolean isEmpty() {
        return methods.isEmpty();
    }

    /**
     * Returns what is annotated on a method.
     *
     * @param method a method that runs in beans of this class
     * @return null if nothing is
     */
    public @Nullable AnnotatedMethod find(Method method) {
        return methods.get(method);
    }
}
