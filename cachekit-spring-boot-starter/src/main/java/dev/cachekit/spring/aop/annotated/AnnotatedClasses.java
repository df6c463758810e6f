package dev.cachekit.spring.aop.annotated;

import dev.cachekit.spring.aop.rule.Rules;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/** Reads bean classes, each once. Safe for use by many threads. */
public final class AnnotatedClasses {

    private final List<Class<? extends Annotation>> kinds;
    private final UnaryOperator<String> placeholders;
    private final ProxyReach reach;
    private final Rules rules;
    private final Map<Class<?>, AnnotatedClass> known = new ConcurrentHashMap<>();

    private AnnotatedClasses(
            List<Class<? extends Annotation>> kinds,
            Rules rules,
            UnaryOperator<String> placeholders,
            boolean proxySubclasses) {
        this.kinds = kinds;
        this.placeholders = placeholders;
        this.reach = new ProxyReach(proxySubclasses);
        this.rules = rules;
        RuleCheck.check(rules);
    }

    /**
     * Begins with no class.
     *
     * @param rules stand for annotations
     * @param placeholders resolves <code>${...}</code> in attributes; throws IllegalArgumentException if it cannot
     * @param proxySubclasses whether proxies are subclasses of the bean's class even if that has interfaces
     * @return sees all annotations
     */
    public static AnnotatedClasses all(Rules rules, UnaryOperator<String> placeholders, boolean proxySubclasses) {
        return new AnnotatedClasses(MethodAnnotations.KINDS, rules, placeholders, proxySubclasses);
    }

    /**
     * Begins with no class, for CacheKit switched off.
     *
     * @param rules stand for annotations
     * @param placeholders resolves <code>${...}</code> in attributes; throws IllegalArgumentException if it cannot
     * @param proxySubclasses whether proxies are subclasses of the bean's class even if that has interfaces
     * @return sees only the annotations that have an effect then
     */
    public static AnnotatedClasses coordinating(
            Rules rules, UnaryOperator<String> placeholders, boolean proxySubclasses) {
        return new AnnotatedClasses(MethodAnnotations.COORDINATING, rules, placeholders, proxySubclasses);
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
                    ? new ClassReader(type, kinds, placeholders, reach, rules).read()
                    : new AnnotatedClass(type, Map.of(), "");
            known.putIfAbsent(type, read);
        }
        return read;
    }

    /**
     * Tells what became of the rules.
     *
     * @param methods all methods that have operations
     * @return one for each rule, as far as its operations have an effect
     */
    public List<AppliedRule> applied(Collection<AnnotatedMethod> methods) {
        return rules.all().stream()
                .map(rule -> AppliedRule.of(rule, kinds, methods))
                .flatMap(Optional::stream)
                .toList();
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
     * Tells how many classes were read so far, with annotations or without. It never falls, so who sees it unchanged knows that
     * {@link #read()} would return the same.
     *
     * @return how many
     */
    public int count() {
        return known.size();
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
