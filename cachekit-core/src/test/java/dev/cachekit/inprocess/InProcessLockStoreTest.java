package dev.cachekit.inprocess;

import dev.cachekit.contract.LockContract;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.spi.LockStore;
import java.time.Duration;

class InProcessLockStoreTest extends LockContract {

    private final ManualScheduler time = new ManualScheduler();
    private final LockStore store = new InProcessLockStore(time, Runnable::run);

    @Override
    protected LockStore store() {
        return store;
    }

    @Override
    protected void passTime(Duration duration) {
        time.advance(duration);
    }
}
