package dev.cachekit.spring.aop.annotated;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/** Reads bean classes, each once. Safe for use by many threads. */
public final class AnnotatedClasses {

    private final UnaryOperator<String> placeholders;
    private final ProxyReach reach;
    private final Map<Class<?>, AnnotatedClass> read = new ConcurrentHashMap<>();

    /**
     * Begins with no class.
     *
     * @param placeholders resolves <code>${...}</code> in attributes; throws IllegalArgumentException if it cannot
     * @param proxySubclasses whether proxies are subclasses of the bean's class even if that has interfaces
     */
    public AnnotatedClasses(UnaryOperator<String> placeholders, boolean proxySubclasses) {
        this.placeholders = placeholders;
        this.reach = new ProxyReach(proxySubclasses);
    }

    /**
     * Reads a class.
     *
     * @param beanClass the class of a bean, or of a proxy's target
     * @return its annotated methods
     * @throws dev.cachekit.InvalidConfigurationException if an annotation cannot be honoured
     */
    public AnnotatedClass of(Class<?> beanClass) {
        Class<?> type = ClassUtils.getUserClass(beanClass);
        AnnotatedClass known = read.get(type);
        if (known == null) {
            known = AnnotationUtils.isCandidateClass(type, MethodAnnotations.KINDS)
                    ? new ClassReader(type, placeholders, reach).read()
                    : new AnnotatedClass(type, Map.of());
            read.putIfAbsent(type, known);
        }
        return known;
    }

    /**
     * Returns all classes read so far that carry annotations.
     *
     * @return a copy
     */
    public List<AnnotatedClass> all() {
        return read.values().stream().filter(known -> !known.isEmpty()).toList();
    }

    /**
     * Returns the method that runs when a method is called on a bean.
     *
     * @param called the method called, perhaps an interface's
     * @param beanClass the class of the bean
     * @return the method as {@link AnnotatedClass#methods()} knows it
     */
    public static Method running(Method called, Class<?> beanClass) {
        return RunningMethods.running(called, ClassUtils.getUserClass(beanClass));
    }
}
