package dev.cachekit.recovery;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.recovery.CircuitBreaker.Phase;
import dev.cachekit.spi.Scheduler;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What a breaker has let through, and counts once. */
interface Attempt {

    /** Takes note of how a request went; null is success. */
    void ended(@Nullable Throwable failure);

    /** One request, whose time runs from now on; null if the breaker lets none through. */
    static @Nullable Attempt ofOne(CircuitBreaker breaker, Scheduler clock) {
        Phase begun = breaker.enter();
        return begun == null ? null : new One(breaker, begun, clock, clock.nanoTime());
    }

    /** What the caller did wrong is no fault of the store, and one that is full still reads and removes. */
    static boolean isFault(@Nullable Throwable failure) {
        Throwable bare = failure instanceof CompletionException ? failure.getCause() : failure;
        return bare instanceof BackendUnavailableException away && !away.isRefusal();
    }

    /** A request of its own. */
    record One(CircuitBreaker breaker, Phase begun, Scheduler clock, long startNanos) implements Attempt {

        @Override
        public void ended(@Nullable Throwable failure) {
            breaker.ended(begun, clock.nanoTime() - startNanos, isFault(failure));
        }
    }
}
