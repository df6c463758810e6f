package dev.cachekit.engine;

import dev.cachekit.SingleFlight;
import dev.cachekit.operation.SingleFlightOperation;
import dev.cachekit.strategy.Caller;
import dev.cachekit.strategy.Load;
import dev.cachekit.strategy.SingleFlights;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A single flight of this process. */
record LocalSingleFlight(String name, SingleFlights flights, CacheKeys keys) implements SingleFlight {

    @Override
    public <T extends @Nullable Object> T run(Object key, Callable<T> call) {
        return Outcome.of(flights.run(
                name,
                keys.text(name, key),
                () -> Load.started(call),
                SingleFlightOperation.DEFAULT_MAX_WAIT,
                Caller.BLOCKING));
    }
}
