package dev.cachekit.strategy;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits as another does, for all its waits together no longer than a total. Used by one call, one step at a time. */
final class CallerWithin implements Caller {

    private final Scheduler clock;
    private final Caller caller;
    private final AtomicLong leftNanos;

    CallerWithin(Scheduler clock, Duration total, Caller caller) {
        this.clock = clock;
        this.caller = caller;
        this.leftNanos = new AtomicLong(Stages.saturatedNanos(total));
    }

    @Override
    public <T> CompletionStage<T> await(CompletionStage<T> stage, Duration atMost) {
        long start = clock.nanoTime();
        long allowed = Math.max(0, Math.min(leftNanos.get(), Stages.saturatedNanos(atMost)));
        return caller.await(stage, Duration.ofNanos(allowed))
                .whenComplete((value, failure) -> leftNanos.addAndGet(start - clock.nanoTime()));
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> begin(Supplier<CompletionStage<T>> userCode) {
        return caller.begin(userCode);
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> resumed(CompletionStage<T> stage) {
        return caller.resumed(stage);
    }

    @Override
    public boolean staysOnItsThread() {
        return caller.staysOnItsThread();
    }
}
