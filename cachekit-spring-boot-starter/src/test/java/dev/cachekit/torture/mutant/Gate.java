package dev.cachekit.torture.mutant;

import dev.cachekit.spi.Backend;
import dev.cachekit.spi.EntryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/**
 * Holds the invalidations of one application before they are sent, or stops the threads that wait for them once the store
 * has done them, while everything else passes.
 */
final class Gate {

    private volatile CompletableFuture<Void> open = CompletableFuture.completedFuture(null);

    private volatile CountDownLatch stopped = new CountDownLatch(0);

    void shut() {
        open = new CompletableFuture<>();
    }

    void open() {
        open.complete(null);
    }

    void stopThreads() {
        stopped = new CountDownLatch(1);
    }

    void goOn() {
        stopped.countDown();
    }

    Backend before(Backend backend) {
        EntryStore store = gated(
                EntryStore.class,
                (method, arguments) -> method.getName().equals("invalidate")
                        ? passed(open.thenCompose(
                                done -> (CompletionStage<?>) call(backend.entries(), method, arguments)))
                        : call(backend.entries(), method, arguments));
        return gated(
                Backend.class,
                (method, arguments) -> method.getName().equals("entries") ? store : call(backend, method, arguments));
    }

    private Object passed(CompletableFuture<?> invalidated) {
        CountDownLatch stop = stopped;
        if (stop.getCount() > 0) {
            Steps.done(invalidated);
            Steps.await(stop);
        }
        return invalidated;
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
