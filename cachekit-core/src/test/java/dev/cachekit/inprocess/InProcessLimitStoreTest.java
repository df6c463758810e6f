package dev.cachekit.inprocess;

import dev.cachekit.contract.LimitContract;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.spi.LimitStore;
import java.time.Duration;

class InProcessLimitStoreTest extends LimitContract {

    private final ManualScheduler time = new ManualScheduler();
    private final LimitStore store = new InProcessLimitStore(time);

    @Override
    protected LimitStore store() {
        return store;
    }

    @Override
    protected void passTime(Duration duration) {
        time.advance(duration);
    }
}
