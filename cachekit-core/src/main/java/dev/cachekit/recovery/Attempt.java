package dev.cachekit.recovery;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.recovery.CircuitBreaker.Phase;
import dev.cachekit.spi.Scheduler;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What a breaker has let through, and counts once. */
interface Attempt {

    /** Takes note that a request is on its way: what its caller has waited for a processor until now is no fault of the store. */
    default void handedOver() {}

    /** Takes note of how a request went; null is success. */
    void ended(@Nullable Throwable failure);

    /** One request; null if the breaker lets none through. */
    static @Nullable Attempt ofOne(CircuitBreaker breaker, Scheduler clock) {
        Phase begun = breaker.enter();
        return begun == null ? null : new One(breaker, begun, clock);
    }

    /** What the caller did wrong is no fault of the store, and one that is full still reads and removes. */
    static boolean isFault(@Nullable Throwable failure) {
        return bare(failure) instanceof BackendUnavailableException away && !away.isRefusal();
    }

    /** Whether another request stood for this one, and counts by itself. */
    static boolean isAnothers(@Nullable Throwable failure) {
        return bare(failure) instanceof BackendUnavailableException away && (!away.wasSent() || away.isWithOthers());
    }

    private static @Nullable Throwable bare(@Nullable Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    /** A request of its own. */
    final class One implements Attempt {

        private final CircuitBreaker breaker;
        private final Phase begun;
        private final Scheduler clock;

        /** Zero until then: an answer that comes earlier has taken no time. */
        private volatile long handedOverNanos;

        One(CircuitBreaker breaker, Phase begun, Scheduler clock) {
            this.breaker = breaker;
            this.begun = begun;
            this.clock = clock;
        }

        @Override
        public void handedOver() {
            handedOverNanos = clock.nanoTime();
        }

        @Override
        public void ended(@Nullable Throwable failure) {
            if (isAnothers(failure)) {
                return;
            }
            long since = handedOverNanos;
            breaker.ended(begun, since == 0 ? 0 : clock.nanoTime() - since, isFault(failure));
        }
    }
}
