package dev.cachekit.inprocess;

import dev.cachekit.contract.AdminContract;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Scheduler;
import org.junit.jupiter.api.AfterEach;

class InProcessAdminTest extends AdminContract {

    private final ManualScheduler time = new ManualScheduler();
    private final Backend backend = InProcessBackend.create(time, 10_000, Runnable::run);

    @Override
    protected Backend backend() {
        return backend;
    }

    @Override
    protected Scheduler scheduler() {
        return time;
    }

    @AfterEach
    void close() {
        backend.close();
    }
}
