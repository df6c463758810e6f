package dev.cachekit.spring.aop.plan;

import dev.cachekit.CacheContext;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.operation.CacheAsideOperation;
import dev.cachekit.operation.WriteThroughOperation;
import dev.cachekit.spring.aop.annotated.AnnotatedMethod;
import dev.cachekit.spring.aop.shape.Content;
import dev.cachekit.spring.aop.shape.Content.Carrier;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Refuses methods whose shape does not fit their annotations. */
final class ReturnShapes {

    private ReturnShapes() {}

    static void check(PlanSite site) {
        AnnotatedMethod annotated = site.method();
        String where = annotated.operations().get(0).where();
        refuseUnknown(annotated.method(), site.shape().content(), where);
        List<CacheAsideOperation> reads =
                annotated.operations(CacheAsideOperation.class).toList();
        if (!reads.isEmpty()) {
            checkRead(site, reads.get(0).where());
        }
        boolean many = reads.stream().anyMatch(read -> !read.keys().isEmpty());
        checkContext(annotated.method(), reads.isEmpty(), many, where);
    }

    private static void checkContext(Method method, boolean readsNothing, boolean readsMany, String where) {
        int contexts = Collections.frequency(Arrays.asList(method.getParameterTypes()), CacheContext.class);
        if (contexts > 0 && readsNothing) {
            throw new InvalidConfigurationException(
                    where,
                    "a parameter of type CacheContext",
                    "only @CacheAside gives a context to its method",
                    "leave the parameter out");
        }
        if (contexts > 0 && readsMany) {
            throw new InvalidConfigurationException(
                    where,
                    "a parameter of type CacheContext beside keys",
                    "a context is of one entry, and a method with keys loads many",
                    "leave the parameter out, or give key instead of keys");
        }
        if (contexts > 1) {
            throw new InvalidConfigurationException(
                    where,
                    contexts + " parameters of type CacheContext",
                    "a load has one context",
                    "leave one parameter of that type");
        }
    }

    private static void checkRead(PlanSite site, String where) {
        site.method().operations(WriteThroughOperation.class).findFirst().ifPresent(write -> {
            throw new InvalidConfigurationException(
                    where,
                    "@WriteThrough beside it",
                    "@CacheAside and @WriteThrough exclude each other on one method",
                    "remove one: a method either reads or writes");
        });
        if (site.shape().content().isNothing()) {
            throw new InvalidConfigurationException(
                    where, "void", "the method must return what is to be cached", "return the value, or remove it");
        }
    }

    private static void refuseUnknown(Method method, Content content, String where) {
        Class<?> returned = method.getReturnType();
        boolean future = content.carrier() == Carrier.FUTURE;
        if (future && !returned.isAssignableFrom(CompletableFuture.class)
                || content.carrier() == Carrier.NONE && Future.class.isAssignableFrom(returned)) {
            throw new InvalidConfigurationException(
                    where,
                    returned.getName(),
                    "a future must be a CompletableFuture or CompletionStage, for others cannot be waited for without a thread",
                    "return a CompletableFuture");
        }
    }
}
