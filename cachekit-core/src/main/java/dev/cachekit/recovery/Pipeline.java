package dev.cachekit.recovery;

import dev.cachekit.recovery.CircuitBreaker.Phase;
import dev.cachekit.spi.Scheduler;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one batch to one primary, which are one attempt. It fails if at least half of them do: a single key may hold
 * data that no command can handle. It takes as long as its first answer: how long the last one takes says how many there are, not
 * how the primary is. Begun and sent by one thread; the answers come on any.
 */
final class Pipeline implements Attempt {

    private final CircuitBreaker breaker;
    private final Phase begun;
    private final Scheduler clock;

    /** The requests without an answer, and one more until they are sent. */
    private final AtomicInteger open = new AtomicInteger(1);

    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();
    private volatile long sentNanos;
    private volatile long firstAnswerNanos;

    Pipeline(CircuitBreaker breaker, Phase begun, Scheduler clock) {
        this.breaker = breaker;
        this.begun = begun;
        this.clock = clock;
    }

    /** One more request goes with the others. */
    Pipeline joined() {
        open.incrementAndGet();
        return this;
    }

    /** All have joined, and go now. */
    void sent() {
        sentNanos = clock.nanoTime();
        close();
    }

    @Override
    public void ended(@Nullable Throwable failure) {
        if (answered.getAndIncrement() == 0) {
            firstAnswerNanos = clock.nanoTime();
        }
        if (Attempt.isFault(failure)) {
            faults.incrementAndGet();
        }
        close();
    }

    private void close() {
        if (open.decrementAndGet() == 0) {
            breaker.ended(begun, firstAnswerNanos - sentNanos, faults.get() * 2 >= answered.get());
        }
    }
}
