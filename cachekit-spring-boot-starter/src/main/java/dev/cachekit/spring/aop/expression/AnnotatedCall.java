package dev.cachekit.spring.aop.expression;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * {@code #root} of an expression.
 *
 * @param method the method called
 * @param target the object called
 * @param targetClass the class of the bean
 * @param args the arguments, variable ones one by one
 */
public record AnnotatedCall(
        Method method,
        Object target,
        Class<?> targetClass,
        @Nullable Object[] args) {

    /**
     * Returns the method's name.
     *
     * @return the name
     */
    public String methodName() {
        return method.getName();
    }
}
