package dev.cachekit.spring.aop.expression;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ResolvableType;

/**
 * A method as expressions see it: its parameters by name and position, its types resolved against the bean class.
 *
 * @param method the method
 * @param beanClass the class of the bean
 * @param names the parameters' names; null if the class file does not tell
 */
public record MethodShape(Method method, Class<?> beanClass, String @Nullable [] names) {

    private static final ParameterNameDiscoverer DISCOVERER = new DefaultParameterNameDiscoverer();

    /**
     * Describes a method.
     *
     * @param method the method that runs
     * @param beanClass the class of the bean
     * @return its shape
     */
    public static MethodShape of(Method method, Class<?> beanClass) {
        return new MethodShape(method, beanClass, all(DISCOVERER.getParameterNames(method)));
    }

    /** Names of which some are unknown are of no use. */
    @SuppressWarnings("NullAway") // no element is null once each was looked at
    private static String @Nullable [] all(@Nullable String @Nullable [] discovered) {
        return discovered == null || Arrays.asList(discovered).contains(null) ? null : discovered;
    }

    /**
     * Finds a parameter.
     *
     * @param variable its name, or {@code p0}, {@code a0}
     * @return its position, -1 if there is no such parameter
     */
    int position(String variable) {
        for (int i = 0; names != null && i < names.length; i++) {
            if (variable.equals(names[i])) {
                return i;
            }
        }
        return byNumber(variable);
    }

    private int byNumber(String variable) {
        if (!variable.matches("[ap]\\d{1,3}")) {
            return -1;
        }
        int position = Integer.parseInt(variable.substring(1));
        return position < method.getParameterCount() ? position : -1;
    }

    /**
     * Returns the type of a parameter.
     *
     * @param position its position
     * @return the type, resolved against the bean class
     */
    public ResolvableType parameterType(int position) {
        return ResolvableType.forMethodParameter(new MethodParameter(method, position).withContainingClass(beanClass));
    }

    /**
     * Returns the type the method returns.
     *
     * @return the type, resolved against the bean class
     */
    public ResolvableType returnType() {
        return ResolvableType.forMethodReturnType(method, beanClass);
    }

    /**
     * Returns the type of {@code #result}: what the method returns, of an {@link Optional} its content.
     *
     * @return the type
     */
    public ResolvableType resultType() {
        ResolvableType type = returnType();
        return type.resolve() == Optional.class ? type.getGeneric(0) : type;
    }
}
