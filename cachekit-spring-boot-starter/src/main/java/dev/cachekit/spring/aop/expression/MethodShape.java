package dev.cachekit.spring.aop.expression;

import dev.cachekit.CacheContext;
import dev.cachekit.spring.aop.shape.Content;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ResolvableType;

/**
 * A method as expressions see it: its parameters by name and position, its types resolved against the bean class.
 *
 * @param method the method
 * @param beanClass the class of the bean
 * @param names the parameters' names; null if the class file does not tell
 * @param content what it gives in the end
 */
public record MethodShape(Method method, Class<?> beanClass, String @Nullable [] names, Content content) {

    private static final ParameterNameDiscoverer DISCOVERER = new DefaultParameterNameDiscoverer();

    /**
     * Describes a method.
     *
     * @param method the method that runs
     * @param beanClass the class of the bean
     * @return its shape
     */
    public static MethodShape of(Method method, Class<?> beanClass) {
        return new MethodShape(
                method, beanClass, all(DISCOVERER.getParameterNames(method)), Content.of(method, beanClass));
    }

    /** Names of which some are unknown are of no use. */
    @SuppressWarnings("NullAway") // no element is null once each was looked at
    private static String @Nullable [] all(@Nullable String @Nullable [] discovered) {
        return discovered == null || Arrays.asList(discovered).contains(null) ? null : discovered;
    }

    /**
     * Finds a parameter. Of two that a name stands for, such as the second one beside another that is called {@code p1}, it is
     * the later one, as in Spring's expressions.
     *
     * @param variable its name, or {@code p0}, {@code a0}
     * @return its position, -1 if there is no such parameter
     */
    int position(String variable) {
        int named = names == null ? -1 : Arrays.asList(names).indexOf(variable);
        return Math.max(named, byNumber(variable));
    }

    private int byNumber(String variable) {
        if (!variable.matches("[ap]\\d{1,3}")) {
            return -1;
        }
        int position = Integer.parseInt(variable.substring(1));
        return position < parameters(method) ? position : -1;
    }

    /**
     * Finds the parameter of type {@link CacheContext}.
     *
     * @return its position, -1 if there is none
     */
    public int contextPosition() {
        return Arrays.asList(method.getParameterTypes()).indexOf(CacheContext.class);
    }

    /**
     * Finds the parameters that a default key is made of: those that callers give, but no {@link CacheContext}.
     *
     * @param method the method
     * @return their positions, in order
     */
    public static List<Integer> keyPositions(Method method) {
        Class<?>[] types = method.getParameterTypes();
        return IntStream.range(0, parameters(method))
                .filter(position -> types[position] != CacheContext.class)
                .boxed()
                .toList();
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
     * Returns the types of the parameters that callers give: without the continuation of a Kotlin coroutine, which is the last.
     *
     * @param method the method
     * @return the types
     */
    public static Class<?>[] parameterTypes(Method method) {
        return Arrays.copyOf(method.getParameterTypes(), parameters(method));
    }

    /**
     * Counts the parameters that callers give.
     *
     * @param method the method
     * @return how many there are
     */
    public static int parameters(Method method) {
        return KotlinDetector.isSuspendingFunction(method)
                ? method.getParameterCount() - 1
                : method.getParameterCount();
    }

    /**
     * Describes the method to expressions that see one element of the result as {@code #result}.
     *
     * @param element the type of the elements
     * @return the same method otherwise
     */
    public MethodShape ofElements(ResolvableType element) {
        return new MethodShape(method, beanClass, names, new Content(content.carrier(), content.reactive(), element));
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
     * Returns the type of {@code #result}: what the method gives in the end, of an {@link java.util.Optional} its content.
     *
     * @return the type
     */
    public ResolvableType resultType() {
        return content.unwrapped();
    }
}
