package dev.cachekit.spring.aop.expression;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Reads one property by its getter or record accessor.
 *
 * @param getter takes and returns an object
 * @param type the type of the property
 */
record PropertyStep(MethodHandle getter, ResolvableType type) {

    private static final MethodType OBJECT_TO_OBJECT = MethodType.methodType(Object.class, Object.class);

    /** Finds the property in the declared type; null leaves it to the Spring Expression Language. */
    static @Nullable PropertyStep find(ResolvableType owner, String property) {
        Class<?> type = owner.resolve();
        if (type == null || Map.class.isAssignableFrom(type)) {
            return null;
        }
        String capitalized = StringUtils.capitalize(property);
        return List.of("get" + capitalized, "is" + capitalized, property).stream()
                .map(name -> ClassUtils.getMethodIfAvailable(type, name))
                .filter(method -> method != null && isGetter(method))
                .findFirst()
                .flatMap(method -> of(method, type))
                .orElse(null);
    }

    private static boolean isGetter(Method method) {
        boolean truth = method.getReturnType() == boolean.class || method.getReturnType() == Boolean.class;
        return method.getReturnType() != void.class
                && !Modifier.isStatic(method.getModifiers())
                && (truth || !method.getName().startsWith("is"));
    }

    private static Optional<PropertyStep> of(Method method, Class<?> owner) {
        try {
            ReflectionUtils.makeAccessible(method);
            MethodHandle handle = MethodHandles.lookup().unreflect(method).asType(OBJECT_TO_OBJECT);
            return Optional.of(new PropertyStep(handle, ResolvableType.forMethodReturnType(method, owner)));
        } catch (IllegalAccessException | RuntimeException closed) {
            return Optional.empty(); // a module that is not open; SpEL may know another way
        }
    }

    @Nullable
    Object read(Object owner) {
        try {
            return getter.invokeExact(owner);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException("a getter threw a checked exception", failure);
        }
    }
}
