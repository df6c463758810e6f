package dev.cachekit.flight;

import dev.cachekit.AsyncSingleFlight;
import dev.cachekit.SingleFlight;
import dev.cachekit.TypeRef;
import dev.cachekit.call.Outcome;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The blocking view of a single flight: the asynchronous one with a caller that stands still, so its futures are complete. */
record SingleFlightView(AsyncSingleFlight standingStill, AsyncSingleFlight async) implements SingleFlight {

    @Override
    public <T extends @Nullable Object> T run(Object key, Callable<T> call) {
        return Outcome.of(standingStill.run(key, call));
    }

    @Override
    public <T> @Nullable T run(Object key, Class<T> type, Callable<? extends @Nullable T> call) {
        return Outcome.of(standingStill.run(key, type, call));
    }

    @Override
    public <T> @Nullable T run(Object key, TypeRef<T> type, Callable<? extends @Nullable T> call) {
        return Outcome.of(standingStill.run(key, type, call));
    }
}
