package dev.cachekit.spring.aop.annotated;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.operation.Operation;
import dev.cachekit.operation.RateLimitedOperation;
import dev.cachekit.operation.SingleFlightOperation;
import dev.cachekit.operation.WithLockOperation;
import dev.cachekit.spring.aop.rule.Rules;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.core.annotation.MergedAnnotation;

/**
 * Reads a bean class. A rule stands for an annotation on the method. An annotation on the class stands for one on every public
 * method that returns something and has no cache annotation of its own.
 */
final class ClassReader {

    private final Class<?> beanClass;
    private final List<Class<? extends Annotation>> kinds;
    private final UnaryOperator<String> placeholders;
    private final ProxyReach reach;
    private final Rules rules;
    private final MethodAnnotations onClass;
    private final ClassDefaults defaults;
    private final Map<Method, AnnotatedMethod> methods = new LinkedHashMap<>();

    ClassReader(
            Class<?> beanClass,
            List<Class<? extends Annotation>> kinds,
            UnaryOperator<String> placeholders,
            ProxyReach reach,
            Rules rules) {
        this.beanClass = beanClass;
        this.kinds = kinds;
        this.placeholders = placeholders;
        this.reach = reach;
        this.rules = rules;
        this.onClass = MethodAnnotations.of(beanClass, kinds);
        this.defaults =
                kinds.contains(CacheAside.class) ? ClassDefaults.of(beanClass, placeholders) : ClassDefaults.NONE;
    }

    AnnotatedClass read() {
        onClass.nearest(CacheAside.class).forEach(this::refuseName);
        RunningMethods.of(beanClass, kinds).forEach(this::readMethod);
        methods.values().forEach(reach::check);
        return new AnnotatedClass(beanClass, methods, defaults.isPresent() && isIdle() ? defaults.where() : "");
    }

    private boolean isIdle() {
        return methods.values().stream()
                .flatMap(method -> method.operations().stream())
                .allMatch(ClassReader::takesNoDefaults);
    }

    private static boolean takesNoDefaults(Operation operation) {
        return operation instanceof RateLimitedOperation
                || operation instanceof WithLockOperation
                || operation instanceof SingleFlightOperation;
    }

    private void readMethod(Method method, MethodAnnotations carried) {
        MethodAnnotations onMethod =
                carried.ruledBy(rules.matching(method, beanClass).toList(), Place.of(beanClass, method));
        if (!onMethod.isEmpty()) {
            methods.put(method, new MethodReader(method, beanClass, placeholders, defaults).read(onMethod));
        }
        MethodAnnotations ofClass = onClass.seenOn(method);
        if (ofClass.has(CacheAside.class) && isMeantByClass(method, onMethod)) {
            AnnotatedMethod byClass =
                    new MethodReader(method, beanClass, placeholders, defaults.ofEachMethod()).read(ofClass);
            methods.merge(method, byClass, AnnotatedMethod::within);
        }
    }

    private static boolean isMeantByClass(Method method, MethodAnnotations onMethod) {
        return Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && method.getReturnType() != void.class
                && !onMethod.has(CacheAside.class)
                && !onMethod.has(WriteThrough.class)
                && !onMethod.has(Invalidate.class);
    }

    private void refuseName(MergedAnnotation<CacheAside> annotation) {
        String where = Place.of(CacheAside.class, beanClass);
        String name = new AttributeText(where, annotation, placeholders).name("cache");
        if (!name.isEmpty()) {
            throw new InvalidConfigurationException(
                    where,
                    "\"" + name + "\"",
                    "on a class every method has a cache of its own, so no name may be given",
                    "leave the name out, or annotate the methods");
        }
    }
}
