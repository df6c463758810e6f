package dev.cachekit.strategy;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Stands still, for all its waits together no longer than a total. Used by one call, one step at a time. */
final class BlockingWithin implements Caller {

    private final Scheduler clock;
    private long leftNanos;

    BlockingWithin(Scheduler clock, Duration total) {
        this.clock = clock;
        this.leftNanos = Stages.saturatedNanos(total);
    }

    @Override
    public <T> CompletionStage<T> await(CompletionStage<T> stage, Duration atMost) {
        long start = clock.nanoTime();
        long allowed = Math.max(0, Math.min(leftNanos, Stages.saturatedNanos(atMost)));
        CompletionStage<T> awaited = BLOCKING.await(stage, Duration.ofNanos(allowed));
        leftNanos -= clock.nanoTime() - start;
        return awaited;
    }

    @Override
    public boolean staysOnItsThread() {
        return true;
    }
}
