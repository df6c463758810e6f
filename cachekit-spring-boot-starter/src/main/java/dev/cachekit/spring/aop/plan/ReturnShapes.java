package dev.cachekit.spring.aop.plan;

import dev.cachekit.CacheContext;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.NotAvailableYetException;
import dev.cachekit.operation.CacheAsideOperation;
import dev.cachekit.operation.WriteThroughOperation;
import dev.cachekit.spring.aop.annotated.AnnotatedMethod;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;

/** Refuses methods whose shape does not fit their annotations. */
final class ReturnShapes {

    private static final String PUBLISHER = "org.reactivestreams.Publisher";
    private static final String CONTINUATION = "kotlin.coroutines.Continuation";

    private ReturnShapes() {}

    static void check(AnnotatedMethod annotated) {
        String where = annotated.operations().get(0).where();
        refuseLater(annotated.method(), where);
        List<CacheAsideOperation> reads =
                annotated.operations(CacheAsideOperation.class).toList();
        if (!reads.isEmpty()) {
            checkRead(annotated, reads.get(0).where());
        }
    }

    private static void checkRead(AnnotatedMethod annotated, String where) {
        annotated.operations(WriteThroughOperation.class).findFirst().ifPresent(write -> {
            throw new InvalidConfigurationException(
                    where,
                    "@WriteThrough beside it",
                    "@CacheAside and @WriteThrough exclude each other on one method",
                    "remove one: a method either reads or writes");
        });
        Class<?> returned = annotated.method().getReturnType();
        if (returned == void.class || returned == Void.class) {
            throw new InvalidConfigurationException(
                    where, "void", "the method must return what is to be cached", "return the value, or remove it");
        }
    }

    private static void refuseLater(Method method, String where) {
        Class<?> returned = method.getReturnType();
        if (CompletionStage.class.isAssignableFrom(returned)
                || Future.class.isAssignableFrom(returned)
                || Flow.Publisher.class.isAssignableFrom(returned)
                || isA(returned, PUBLISHER)) {
            throw new NotAvailableYetException(
                    where, "the return type " + returned.getSimpleName(), "return the value itself");
        }
        for (Class<?> parameter : method.getParameterTypes()) {
            if (parameter == CacheContext.class || parameter.getName().equals(CONTINUATION)) {
                throw new NotAvailableYetException(
                        where, "a parameter of type " + parameter.getSimpleName(), "leave it out");
            }
        }
    }

    /** By name, so that the type need not be on the class path. */
    private static boolean isA(Class<?> type, String name) {
        if (type.getName().equals(name)) {
            return true;
        }
        Class<?> parent = type.getSuperclass();
        return parent != null && isA(parent, name)
                || Arrays.stream(type.getInterfaces()).anyMatch(face -> isA(face, name));
    }
}
