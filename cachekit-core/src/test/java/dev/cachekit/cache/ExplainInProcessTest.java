package dev.cachekit.cache;

import dev.cachekit.contract.ExplainContract;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.inprocess.InProcessBackend;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** Two processes stand for two CacheKits in one process. */
class ExplainInProcessTest extends ExplainContract {

    private final ManualScheduler time = new ManualScheduler();
    private final Backend backend = InProcessBackend.create(time, 1_000, Runnable::run);

    @Override
    protected Backend backend() {
        return backend;
    }

    @Override
    protected Scheduler scheduler() {
        return time;
    }

    @Override
    protected void passTime(Duration duration) {
        time.advance(duration);
    }

    @AfterEach
    void close() {
        backend.close();
    }
}
