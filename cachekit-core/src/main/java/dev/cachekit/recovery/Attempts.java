package dev.cachekit.recovery;

import dev.cachekit.recovery.CircuitBreaker.Phase;
import dev.cachekit.spi.Scheduler;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is one attempt in the eyes of a breaker. */
interface Attempts {

    /** Begins a request; null if the breaker lets none through. */
    @Nullable
    Attempt begin(CircuitBreaker breaker);

    /** Every request is one. */
    static Attempts single(Scheduler clock) {
        return breaker -> Attempt.ofOne(breaker, clock);
    }

    /**
     * The requests of a batch are one per primary, until it is sent; what is asked for later is one each. Used by one thread until
     * it is sent.
     */
    final class OfBatch implements Attempts {

        private final Scheduler clock;
        private final Map<CircuitBreaker, Pipeline> pipelines = new HashMap<>();
        private volatile boolean sent;

        OfBatch(Scheduler clock) {
            this.clock = clock;
        }

        @Override
        public @Nullable Attempt begin(CircuitBreaker breaker) {
            if (sent) {
                return Attempt.ofOne(breaker, clock);
            }
            Pipeline known = pipelines.get(breaker);
            return known == null ? first(breaker) : known.joined();
        }

        private @Nullable Attempt first(CircuitBreaker breaker) {
            Phase begun = breaker.enter();
            if (begun == null) {
                return null;
            }
            Pipeline pipeline = new Pipeline(breaker, begun, clock);
            pipelines.put(breaker, pipeline);
            return pipeline.joined();
        }

        /** The requests are complete, and go now. */
        void send() {
            sent = true;
            pipelines.values().forEach(Pipeline::sent);
        }
    }
}
