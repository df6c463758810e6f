package dev.cachekit.torture.mutant;

import dev.cachekit.spi.Backend;
import dev.cachekit.spi.EntryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Holds the invalidations of one application before they are sent, while everything else passes. */
final class Gate {

    private volatile CompletableFuture<Void> open = CompletableFuture.completedFuture(null);

    void shut() {
        open = new CompletableFuture<>();
    }

    void open() {
        open.complete(null);
    }

    Backend before(Backend backend) {
        EntryStore store = gated(
                EntryStore.class,
                (method, arguments) -> method.getName().equals("invalidate")
                        ? open.thenCompose(done -> (CompletionStage<?>) call(backend.entries(), method, arguments))
                        : call(backend.entries(), method, arguments));
        return gated(
                Backend.class,
                (method, arguments) -> method.getName().equals("entries") ? store : call(backend, method, arguments));
    }

    /** What a call of a method does. */
    private interface Behaviour {
        Object call(Method method, Object[] arguments);
    }

    private static <T> T gated(Class<T> type, Behaviour behaviour) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> behaviour.call(method, arguments)));
    }

    private static Object call(Object target, Method method, Object[] arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
