package dev.cachekit.spring.aot;

import dev.cachekit.annotation.TopicListener;
import dev.cachekit.operation.Operation;
import dev.cachekit.operation.RateLimitedOperation;
import dev.cachekit.operation.WithLockOperation;
import dev.cachekit.spring.aop.annotated.AnnotatedMethod;
import dev.cachekit.spring.aop.expression.MethodShape;
import dev.cachekit.spring.aop.plan.ValueType;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Registers what one bean class needs.
 *
 * @param hints where
 * @param type the class
 */
record MethodHints(RuntimeHints hints, Class<?> type) {

    private static final BindingReflectionHintsRegistrar BINDING = new BindingReflectionHintsRegistrar();

    /** Values are read and written as JSON; keys and conditions read parameters and results; a fallback is called. */
    void ofOperations(AnnotatedMethod annotated) {
        Method method = annotated.method();
        MethodShape shape = MethodShape.of(method, type);
        invocable(method);
        bind(shape.content().unwrapped());
        MethodShape.keyPositions(method).forEach(position -> readable(shape.parameterType(position)));
        readable(shape.resultType());
        annotated.operations().stream().map(MethodHints::fallback).forEach(this::invocable);
    }

    /** Messages are read from JSON. */
    void ofListener(Method method) {
        MethodShape shape = MethodShape.of(method, type);
        TopicListener listener = AnnotatedElementUtils.findMergedAnnotation(method, TopicListener.class);
        invocable(method);
        invocable(listener == null ? "" : listener.onMissed());
        if (method.getParameterCount() > 0) {
            bind(shape.parameterType(0));
        }
    }

    /** Values are read and written as JSON. */
    void ofCaching(Method method) {
        bind(MethodShape.of(method, type).content().unwrapped());
    }

    private void bind(ResolvableType value) {
        BINDING.registerReflectionHints(hints.reflection(), ValueType.of(value, type));
    }

    /** An expression may call what is public. */
    private void readable(ResolvableType value) {
        bind(value);
        Class<?> known = value.toClass();
        if (!known.isPrimitive() && !known.getName().startsWith("java.")) {
            hints.reflection().registerType(known, MemberCategory.INVOKE_PUBLIC_METHODS);
        }
    }

    private void invocable(String name) {
        Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(type))
                .filter(method -> method.getName().equals(name))
                .forEach(this::invocable);
    }

    private void invocable(Method method) {
        hints.reflection().registerMethod(method, ExecutableMode.INVOKE);
    }

    private static String fallback(Operation operation) {
        if (operation instanceof WithLockOperation lock) {
            return lock.fallback();
        }
        return operation instanceof RateLimitedOperation limit ? limit.fallback() : "";
    }
}
