package dev.cachekit.spring.cache;

import dev.cachekit.WaitInterruptedException;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.spring.cache.ReferenceStore.Kept;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The loads of objects that are under way: who comes while one runs shares it. Who has waited for another's longer than the
 * cache lets him, or is inside that load himself, loads for himself and keeps nothing. Safe for use by many threads.
 */
@SuppressWarnings("NullAway") // Java 17 does not read annotations of type arguments from class files
final class ReferenceLoads {

    private final ReferenceStore store;
    private final ConcurrentMap<Object, Running> running = new ConcurrentHashMap<>();

    ReferenceLoads(ReferenceStore store) {
        this.store = store;
    }

    /** A load under way, and the thread inside it. */
    private static final class Running {
        private final CompletableFuture<@Nullable Object> outcome = new CompletableFuture<>();
        private volatile @Nullable Thread inside = Thread.currentThread();

        boolean isThisThread() {
            return inside == Thread.currentThread();
        }

        void leave() {
            inside = null;
        }
    }

    /** Newcomers do not share what began before a change. */
    void forget(Object key) {
        running.remove(key);
    }

    void forgetAll() {
        running.clear();
    }

    CompletionStage<@Nullable Object> load(
            Object key, Supplier<CompletionStage<@Nullable Object>> start, Caller caller) {
        Kept kept = store.find(key);
        if (kept != null) {
            return CompletableFuture.completedFuture(kept.value());
        }
        Running mine = new Running();
        Running first = running.putIfAbsent(key, mine);
        if (first == null) {
            lead(key, mine, start);
            return mine.outcome.copy();
        }
        return first.isThisThread() ? Stages.begun(start) : shared(first, start, caller);
    }

    private CompletionStage<@Nullable Object> shared(
            Running first, Supplier<CompletionStage<@Nullable Object>> start, Caller caller) {
        return Stages.either(
                caller.await(Stages.settled(first.outcome.copy()), store.maxWait()),
                settled -> settled,
                late -> late instanceof InterruptedException
                        ? CompletableFuture.failedFuture(
                                new WaitInterruptedException("the load of another caller", late))
                        : Stages.begun(start));
    }

    /** The load before may have ended between the look-up and the beginning of this one. */
    private void lead(Object key, Running mine, Supplier<CompletionStage<@Nullable Object>> start) {
        ReferenceReading reading = store.read(key);
        Kept kept = store.find(key);
        CompletionStage<@Nullable Object> loading =
                kept == null ? Stages.begun(start) : CompletableFuture.completedFuture(kept.value());
        mine.leave();
        loading.whenComplete((value, failure) -> {
            if (failure == null && kept == null) {
                store.keep(reading, value);
            } else {
                store.end(reading);
            }
            running.remove(key, mine);
            land(mine, value, failure);
        });
    }

    private static void land(Running mine, @Nullable Object value, @Nullable Throwable failure) {
        if (failure == null) {
            mine.outcome.complete(value);
        } else {
            mine.outcome.completeExceptionally(Stages.cause(failure));
        }
    }
}
