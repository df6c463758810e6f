package dev.cachekit.spring.aop.plan;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.spring.aop.expression.MethodShape;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.core.CoroutinesUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * The method that answers in place of a call that was refused: a method of the same class, any visibility, with the same
 * parameters plus optionally the exception last. It is called on the bean itself, not through the proxy.
 *
 * @param method the method, accessible
 * @param takesFailure whether its last parameter is the exception
 */
record FallbackMethod(Method method, boolean takesFailure) {

    /**
     * Finds the method. One that takes the exception is preferred.
     *
     * @param where the annotation's place
     * @param name the name it gives
     * @param shape the annotated method
     * @param failure the exception that is thrown without a fallback
     * @throws InvalidConfigurationException if there is no such method
     */
    static FallbackMethod find(String where, String name, MethodShape shape, Class<? extends Throwable> failure) {
        List<Method> named = Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(shape.beanClass()))
                .filter(method -> method.getName().equals(name) && !Modifier.isAbstract(method.getModifiers()))
                .toList();
        return fitting(named, shape, failure)
                .or(() -> fitting(named, shape, null))
                .orElseThrow(() -> new InvalidConfigurationException(
                        where,
                        "fallback = \"" + name + "\"",
                        "a fallback is a method of " + shape.beanClass().getSimpleName() + " with the parameters of "
                                + shape.method().getName() + ", optionally the exception last, and its return type; "
                                + (named.isEmpty() ? "there is no method of that name" : "those of that name differ"),
                        "write such a method, of any visibility, or correct the name"));
    }

    private static Optional<FallbackMethod> fitting(
            List<Method> named, MethodShape shape, @Nullable Class<? extends Throwable> failure) {
        return named.stream()
                .filter(method -> returnsWhatIsWanted(method, shape) && takesWhatIsGiven(method, shape, failure))
                .findFirst()
                .map(method -> {
                    ReflectionUtils.makeAccessible(method);
                    return new FallbackMethod(method, failure != null);
                });
    }

    private static boolean returnsWhatIsWanted(Method method, MethodShape shape) {
        ResolvableType given = ResolvableType.forMethodReturnType(method, shape.beanClass());
        return shape.method().getReturnType() == void.class
                ? method.getReturnType() == void.class
                : shape.returnType().isAssignableFrom(given)
                        && KotlinDetector.isSuspendingFunction(method)
                                == KotlinDetector.isSuspendingFunction(shape.method());
    }

    private static boolean takesWhatIsGiven(
            Method method, MethodShape shape, @Nullable Class<? extends Throwable> failure) {
        Class<?>[] wanted = MethodShape.parameterTypes(method);
        Class<?>[] given = MethodShape.parameterTypes(shape.method());
        boolean rest = failure == null
                ? wanted.length == given.length
                : wanted.length == given.length + 1
                        && Throwable.class.isAssignableFrom(wanted[given.length])
                        && wanted[given.length].isAssignableFrom(failure);
        return rest && Arrays.equals(given, Arrays.copyOf(wanted, given.length));
    }

    /**
     * Answers in place of a call.
     *
     * @param call the call
     * @param failure why it was refused
     * @return the content of what the method returns; fails with whatever the method throws, unchanged
     */
    CompletionStage<Object> answer(Call call, Throwable failure) {
        try {
            return call.content(invoke(call, failure));
        } catch (InvocationTargetException thrown) {
            return call.failed(thrown.getTargetException());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(method + " was made accessible at start", impossible);
        }
    }

    @SuppressWarnings("NullAway") // an argument may be null
    private @Nullable Object invoke(Call call, Throwable failure)
            throws InvocationTargetException, IllegalAccessException {
        @Nullable Object[] arguments = arguments(call, failure);
        return KotlinDetector.isSuspendingFunction(method)
                ? CoroutinesUtils.invokeSuspendingFunction(method, call.target(), arguments)
                : method.invoke(call.target(), arguments);
    }

    /** The continuation of a coroutine stays last. */
    private @Nullable Object[] arguments(Call call, Throwable failure) {
        List<@Nullable Object> arguments = new ArrayList<>(Arrays.asList(call.arguments()));
        if (takesFailure) {
            arguments.add(MethodShape.parameters(method) - 1, failure);
        }
        return arguments.toArray();
    }
}
