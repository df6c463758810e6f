package dev.cachekit.spring.aop.plan;

import dev.cachekit.CacheContext;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.NotAvailableYetException;
import dev.cachekit.operation.CacheAsideOperation;
import dev.cachekit.operation.WriteThroughOperation;
import dev.cachekit.spring.aop.annotated.AnnotatedMethod;
import dev.cachekit.spring.aop.shape.Content;
import dev.cachekit.spring.aop.shape.Content.Carrier;
import java.lang.reflect.Method;
import java.util.Arrays;
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
        if (Arrays.asList(method.getParameterTypes()).contains(CacheContext.class)) {
            throw new NotAvailableYetException(where, "a parameter of type CacheContext", "leave it out");
        }
    }
}
