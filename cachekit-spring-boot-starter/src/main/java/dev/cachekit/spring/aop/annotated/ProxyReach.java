package dev.cachekit.spring.aop.annotated;

import dev.cachekit.InvalidConfigurationException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

/**
 * What a proxy can intercept, as far as the class shows it. An annotation out of reach would be without effect, so it
 * stops the start.
 *
 * @param subclasses whether proxies are subclasses of the bean's class even if that has interfaces
 */
record ProxyReach(boolean subclasses) {

    void check(AnnotatedMethod annotated) {
        Class<?> beanClass = annotated.beanClass();
        if (Proxy.isProxyClass(beanClass)) {
            return;
        }
        checkModifiers(annotated, annotated.method());
        boolean byInterfaces = !subclasses && beanClass.getInterfaces().length > 0;
        if (Modifier.isFinal(beanClass.getModifiers()) && !byInterfaces) {
            throw refused(annotated, "final class", "make the class not final");
        }
    }

    private static void checkModifiers(AnnotatedMethod annotated, Method method) {
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers)) {
            throw refused(annotated, "private", "make the method public");
        }
        if (Modifier.isStatic(modifiers)) {
            throw refused(annotated, "static", "make it a method of the bean");
        }
        if (Modifier.isFinal(modifiers)) {
            throw refused(annotated, "final", "make the method not final");
        }
    }

    private static InvalidConfigurationException refused(AnnotatedMethod annotated, String value, String remedy) {
        String where = annotated.operations().get(0).where();
        return new InvalidConfigurationException(where, value, "a proxy must be able to intercept the method", remedy);
    }
}
