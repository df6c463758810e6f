package dev.cachekit.engine;

import dev.cachekit.SingleFlight;
import dev.cachekit.call.Caller;
import dev.cachekit.key.KeyText;
import dev.cachekit.operation.SingleFlightOperation;
import dev.cachekit.strategy.Load;
import dev.cachekit.strategy.SingleFlights;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A single flight of this process. */
record LocalSingleFlight(String name, SingleFlights flights) implements SingleFlight {

    @Override
    public <T extends @Nullable Object> T run(Object key, Callable<T> call) {
        String keyText = KeyText.at("single flight " + name).of(key);
        return Outcome.of(flights.run(
                name, keyText, () -> Load.started(call), SingleFlightOperation.DEFAULT_MAX_WAIT, Caller.BLOCKING));
    }
}
