package dev.cachekit.strategy;

import dev.cachekit.spi.EntryStore;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the requests of one call reach the store, and how the call waits for their answers. For one call. */
public interface Route {

    /**
     * Sends a request.
     *
     * @param request makes the request to the store it is given
     * @param <T> the type of the answer
     * @return the answer, waited for within the time of the call
     */
    <T extends @Nullable Object> CompletionStage<T> send(Function<EntryStore, CompletionStage<T>> request);
}
