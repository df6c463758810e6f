package dev.cachekit;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SingleFlight} whose methods return at once, with a future of what the method of the same name there returns.
 * Obtained from {@link SingleFlight#async()}; safe for use by many threads. Blocking and asynchronous callers join each other.
 *
 * <p><b>Threads.</b> Calls are run on CacheKit's executor, where they may block. Futures complete on that executor too, never
 * on a thread of Redis, so what is attached to them may block as well.
 *
 * <p><b>Cancelling</b> a future, or completing it in any other way, leaves the flight. The call itself goes on as long as
 * anybody wants its outcome, in any process; when the last one has left, its thread is interrupted, and whoever comes from
 * then on begins another call.
 *
 * <p><b>Errors</b> fail the future with what the blocking method would throw; only what is wrong with the key or the type is
 * thrown at once.
 *
 * <p><b>When Redis is away</b> there is one call per process.
 */
public interface AsyncSingleFlight {

    /** As {@link SingleFlight#run(Object, Callable)}. */
    <T extends @Nullable Object> CompletableFuture<T> run(Object key, Callable<T> call);

    /** As {@link SingleFlight#run(Object, Class, Callable)}; the future may hold null. */
    <T> CompletableFuture<@Nullable T> run(Object key, Class<T> type, Callable<? extends @Nullable T> call);

    /** As {@link SingleFlight#run(Object, TypeRef, Callable)}; the future may hold null. */
    <T> CompletableFuture<@Nullable T> run(Object key, TypeRef<T> type, Callable<? extends @Nullable T> call);
}
