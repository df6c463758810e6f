package dev.cachekit.spring.disabled;

import dev.cachekit.AsyncSingleFlight;
import dev.cachekit.SingleFlight;
import dev.cachekit.TypeRef;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A single flight that lets every call through. Safe for use by many threads.
 *
 * @param threads runs the calls of callers that do not wait
 */
@SuppressWarnings(
        "NullAway") // compilers before 22 do not see the annotations on type arguments of a compiled interface
record DisabledSingleFlight(AsyncSingleFlight threads) implements SingleFlight {

    @Override
    public <T extends @Nullable Object> T run(Object key, Callable<T> call) {
        return Unchecked.call(call);
    }

    @Override
    public <T> @Nullable T run(Object key, Class<T> type, Callable<? extends @Nullable T> call) {
        return Unchecked.call(call);
    }

    @Override
    public <T> @Nullable T run(Object key, TypeRef<T> type, Callable<? extends @Nullable T> call) {
        return Unchecked.call(call);
    }

    @Override
    public AsyncSingleFlight async() {
        return new Apart(threads);
    }

    /** Nobody joins a call whose key is its own. */
    private record Apart(AsyncSingleFlight threads) implements AsyncSingleFlight {

        @Override
        public <T extends @Nullable Object> CompletableFuture<T> run(Object key, Callable<T> call) {
            return threads.run(UUID.randomUUID(), call);
        }

        @Override
        public <T> CompletableFuture<@Nullable T> run(Object key, Class<T> type, Callable<? extends @Nullable T> call) {
            return threads.<@Nullable T>run(UUID.randomUUID(), call::call);
        }

        @Override
        public <T> CompletableFuture<@Nullable T> run(
                Object key, TypeRef<T> type, Callable<? extends @Nullable T> call) {
            return threads.<@Nullable T>run(UUID.randomUUID(), call::call);
        }
    }
}
