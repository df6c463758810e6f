package dev.cachekit.recovery;

import dev.cachekit.spi.Lane;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets requests through to a store, or keeps them from a primary that is left alone. Safe for use by many threads. */
public interface Guard {

    /** Lets everything through, for a store that cannot be away. */
    Guard NONE = new Guard() {
        @Override
        public <T extends @Nullable Object> CompletionStage<T> send(Lane lane, Supplier<CompletionStage<T>> request) {
            return request.get();
        }

        @Override
        public <T extends @Nullable Object> CompletionStage<T> send(
                Collection<Lane> lanes, Supplier<CompletionStage<T>> request) {
            return request.get();
        }

        @Override
        public <T extends @Nullable Object> CompletionStage<T> sendAnywhere(Supplier<CompletionStage<T>> request) {
            return request.get();
        }
    };

    /**
     * Sends a request that needs one lane, and counts how it ends.
     *
     * @param lane where the request goes
     * @param request sends it
     * @param <T> the type of the answer
     * @return the answer; fails at once with {@link dev.cachekit.BackendUnavailableException} if the lane's primary is left
     *     alone
     */
    <T extends @Nullable Object> CompletionStage<T> send(Lane lane, Supplier<CompletionStage<T>> request);

    /**
     * Sends a request that needs several lanes. It counts if they have one primary; else nobody knows whom it blames.
     *
     * @param lanes where the request goes, not empty
     * @param request sends it
     * @param <T> the type of the answer
     * @return the answer; fails at once with {@link dev.cachekit.BackendUnavailableException} if one of their primaries is left
     *     alone
     */
    <T extends @Nullable Object> CompletionStage<T> send(Collection<Lane> lanes, Supplier<CompletionStage<T>> request);

    /**
     * Sends a request of which nobody knows which primary it needs; it does not count.
     *
     * @param request sends it
     * @param <T> the type of the answer
     * @return the answer; fails at once with {@link dev.cachekit.BackendUnavailableException} if all primaries are left alone
     */
    <T extends @Nullable Object> CompletionStage<T> sendAnywhere(Supplier<CompletionStage<T>> request);
}
