package dev.cachekit.spring.aop.annotated;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/** Reads bean classes, each once. Safe for use by many threads. */
public final class AnnotatedClasses {

    private final List<Class<? extends Annotation>> kinds;
    private final UnaryOperator<String> placeholders;
    private final ProxyReach reach;
    private final Map<Class<?>, AnnotatedClass> known = new ConcurrentHashMap<>();

    private AnnotatedClasses(
            List<Class<? extends Annotation>> kinds, UnaryOperator<String> placeholders, boolean proxySubclasses) {
        this.kinds = kinds;
        this.placeholders = placeholders;
        this.reach = new ProxyReach(proxySubclasses);
    }

    /**
     * Begins with no class.
     *
     * @param placeholders resolves <code>${...}</code> in attributes; throws IllegalArgumentException if it cannot
     * @param proxySubclasses whether proxies are subclasses of the bean's class even if that has interfaces
     * @return sees all annotations
     */
    public static AnnotatedClasses all(UnaryOperator<String> placeholders, boolean proxySubclasses) {
        return new AnnotatedClasses(MethodAnnotations.KINDS, placeholders, proxySubclasses);
    }

    /**
     * Begins with no class, for CacheKit switched off.
     *
     * @param placeholders resolves <code>${...}</code> in attributes; throws IllegalArgumentException if it cannot
     * @param proxySubclasses whether proxies are subclasses of the bean's class even if that has interfaces
     * @return sees only the annotations that have an effect then
     */
    public static AnnotatedClasses coordinating(UnaryOperator<String> placeholders, boolean proxySubclasses) {
        return new AnnotatedClasses(MethodAnnotations.COORDINATING, placeholders, proxySubclasses);
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
        AnnotatedClass read = known.get(type);
        if (read == null) {
            read = AnnotationUtils.isCandidateClass(type, kinds)
                    ? new ClassReader(type, kinds, placeholders, reach).read()
                    : new AnnotatedClass(type, Map.of());
            known.putIfAbsent(type, read);
        }
        return read;
    }

    /**
     * Returns all classes read so far that carry annotations.
     *
     * @return a copy
     */
    public List<AnnotatedClass> read() {
        return known.values().stream().filter(type -> !type.isEmpty()).toList();
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
