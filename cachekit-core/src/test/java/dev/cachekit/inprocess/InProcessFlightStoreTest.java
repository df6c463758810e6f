package dev.cachekit.inprocess;

import dev.cachekit.contract.Answers;
import dev.cachekit.contract.FlightContract;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.contract.Sample;
import dev.cachekit.spi.FlightKey;
import dev.cachekit.spi.FlightReply;
import dev.cachekit.spi.FlightStore;
import dev.cachekit.spi.Token;
import java.time.Duration;

class InProcessFlightStoreTest extends FlightContract {

    private final ManualScheduler time = new ManualScheduler();
    private final FlightStore store = new InProcessFlightStore(time, Runnable::run);

    @Override
    protected FlightStore store() {
        return store;
    }

    @Override
    protected void passTime(Duration duration) {
        time.advance(duration);
    }

    @Override
    protected Duration outcomeLifetime(FlightKey key, Token flight) {
        Duration passed = Duration.ZERO;
        while (Answers.of(store.enter(key, Sample.token(), flight, Duration.ofMillis(1)))
                instanceof FlightReply.Ended) {
            time.advance(Duration.ofSeconds(1));
            passed = passed.plusSeconds(1);
        }
        return passed;
    }
}
