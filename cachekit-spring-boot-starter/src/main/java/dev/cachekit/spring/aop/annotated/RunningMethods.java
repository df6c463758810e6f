package dev.cachekit.spring.aop.annotated;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.BridgeMethodResolver;

/**
 * The methods that run in beans of a class, with the annotations that hold for each: of the method itself, or of an
 * interface method that it implements without knowing, because a superclass declares it.
 */
final class RunningMethods {

    private RunningMethods() {}

    static Map<Method, MethodAnnotations> of(Class<?> beanClass, List<Class<? extends Annotation>> kinds) {
        Map<Method, MethodAnnotations> found = new LinkedHashMap<>();
        for (Class<?> type : hierarchy(beanClass)) {
            for (Method declared : type.getDeclaredMethods()) {
                if (!declared.isSynthetic()) {
                    add(found, declared, beanClass, kinds);
                }
            }
        }
        return found;
    }

    /** Returns the method that runs when a declared one is called on a bean. */
    static Method running(Method declared, Class<?> beanClass) {
        return Proxy.isProxyClass(beanClass)
                ? ofInterfaces(declared, beanClass)
                : BridgeMethodResolver.getMostSpecificMethod(declared, beanClass);
    }

    /** A JDK proxy, such as a repository, has no method of its own: the most specific of its interfaces stands for it. */
    private static Method ofInterfaces(Method declared, Class<?> proxyClass) {
        for (Class<?> face : proxyClass.getInterfaces()) {
            if (declared.getDeclaringClass().isAssignableFrom(face)) {
                Method specific = BridgeMethodResolver.getMostSpecificMethod(declared, face);
                if (!specific.equals(declared)) {
                    return specific;
                }
            }
        }
        return declared;
    }

    private static void add(
            Map<Method, MethodAnnotations> found,
            Method declared,
            Class<?> beanClass,
            List<Class<? extends Annotation>> kinds) {
        Method running = running(declared, beanClass);
        MethodAnnotations known = found.get(running);
        if (known == null) {
            known = MethodAnnotations.of(running, kinds);
            found.put(running, known);
        }
        if (known.isEmpty() && !declared.equals(running)) {
            found.put(running, MethodAnnotations.of(declared, kinds));
        }
    }

    private static Set<Class<?>> hierarchy(Class<?> beanClass) {
        Set<Class<?>> types = new LinkedHashSet<>();
        if (!Proxy.isProxyClass(beanClass)) {
            for (Class<?> type = beanClass; type != null && type != Object.class; type = type.getSuperclass()) {
                types.add(type);
            }
        }
        for (Class<?> type = beanClass; type != null; type = type.getSuperclass()) {
            addInterfaces(type, types);
        }
        return types;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> types) {
        for (Class<?> face : type.getInterfaces()) {
            if (types.add(face)) {
                addInterfaces(face, types);
            }
        }
    }
}
