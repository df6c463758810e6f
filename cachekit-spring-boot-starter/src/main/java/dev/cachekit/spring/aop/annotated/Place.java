package dev.cachekit.spring.aop.annotated;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Names the places of annotations for messages. */
final class Place {

    private Place() {}

    /** For example {@code @CacheAside on FeedService#timeline(long)}. */
    static String of(Class<?> annotation, Class<?> beanClass, Method method) {
        return "@" + annotation.getSimpleName() + " on " + of(beanClass, method);
    }

    static String of(Class<?> annotation, Class<?> beanClass) {
        return "@" + annotation.getSimpleName() + " on " + beanClass.getSimpleName();
    }

    /** The class people know a bean by: of a JDK proxy, such as a repository's, the interface. */
    static String classOf(Class<?> beanClass, Method method) {
        if (!Proxy.isProxyClass(beanClass)) {
            return beanClass.getSimpleName();
        }
        return Arrays.stream(beanClass.getInterfaces())
                .filter(type -> method.getDeclaringClass().isAssignableFrom(type))
                .findFirst()
                .orElse(method.getDeclaringClass())
                .getSimpleName();
    }

    static String of(Class<?> beanClass, Method method) {
        String parameters = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", "));
        return classOf(beanClass, method) + "#" + method.getName() + "(" + parameters + ")";
    }
}
