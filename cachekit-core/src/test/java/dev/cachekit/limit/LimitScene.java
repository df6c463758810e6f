package dev.cachekit.limit;

import dev.cachekit.Band;
import dev.cachekit.LimitPlan;
import dev.cachekit.call.Caller;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.inprocess.InProcessLimitStore;
import dev.cachekit.spi.LimitListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Limiters on a store of this process, at a time that stands still. */
final class LimitScene {

    static final Duration SECOND = Duration.ofSeconds(1);
    static final LimitKey KEY = new LimitKey("ann", "ann");

    /** Goes on where it is told to, without a thread of its own. */
    static final Caller CONTINUED = Caller.continuedOn(Runnable::run);

    final ManualScheduler clock = new ManualScheduler();
    final RecordingLimitStore store = new RecordingLimitStore(new InProcessLimitStore(clock));
    final List<String> events = new ArrayList<>();
    final List<LimitPlan> plans = new ArrayList<>();

    Limiter limiter(Band... bands) {
        return limiter(LimiterOptions.NONE.withBands(List.of(bands), "test"));
    }

    Limiter limiter(LimiterOptions options) {
        return limiters().limiter("api", options);
    }

    Limiters limiters() {
        return new Limiters(ports(), limiter -> LimiterOptions.NONE);
    }

    LimitPorts ports() {
        return new LimitPorts(
                store, new InProcessLimitStore(clock), clock, new Events(events), SECOND, plans, name -> name);
    }

    static Admission take(Limiter limiter, long cost) {
        return outcome(limiter.take(KEY, cost, Caller.BLOCKING));
    }

    static <T> T outcome(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    static Throwable failure(CompletionStage<?> stage) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        try {
            return new AssertionError("it did not fail but gave " + future.join());
        } catch (CompletionException failed) {
            return failed.getCause();
        }
    }

    private record Events(List<String> told) implements LimitListener {

        @Override
        public void onPermitGranted(String limiter) {
            told.add("granted");
        }

        @Override
        public void onPermitRefused(String limiter, String reason) {
            told.add("refused: " + reason);
        }

        @Override
        public void onPermitShadowed(String limiter) {
            told.add("shadowed");
        }

        @Override
        public void onPermitWait(String limiter, Duration time) {
            told.add("waited " + time);
        }

        @Override
        public void onLimitStoreFailure(String limiter, Throwable failure) {
            told.add("store failed");
        }

        @Override
        public void onLimitsChanged(String limiter) {
            told.add("changed");
        }
    }
}
