package dev.cachekit.inprocess;

import dev.cachekit.contract.BundleContract;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.spi.Backend;

class InProcessBundleTest extends BundleContract {

    private final InProcessBackend backend = InProcessBackend.create(new ManualScheduler(), 100_000, Runnable::run);

    @Override
    protected Backend backend() {
        return backend;
    }
}
