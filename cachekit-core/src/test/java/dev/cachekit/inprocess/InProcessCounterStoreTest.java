package dev.cachekit.inprocess;

import dev.cachekit.contract.CounterContract;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.spi.CounterStore;
import java.time.Duration;

class InProcessCounterStoreTest extends CounterContract {

    private final ManualScheduler time = new ManualScheduler();
    private final CounterStore store = new InProcessCounterStore(new ElapsedTime(time));

    @Override
    protected CounterStore store() {
        return store;
    }

    @Override
    protected void passTime(Duration duration) {
        time.advance(duration);
    }
}
