package dev.cachekit.recovery;

import dev.cachekit.spi.Bundle;
import dev.cachekit.spi.CounterStore;
import dev.cachekit.spi.EntryStore;

/**
 * A bundle behind breakers and journal. Each of its requests is refused by itself while its primary is left alone; for the
 * breakers, all that go to one primary are one request. Used by one thread until it is sent.
 */
public final class GuardedBundle implements Bundle {

    private final Bundle bundle;
    private final BatchGuard guard;
    private final EntryStore entries;

    GuardedBundle(Bundle bundle, BatchGuard guard) {
        this.bundle = bundle;
        this.guard = guard;
        this.entries = guard.guarded(bundle.entries());
    }

    /**
     * Returns the guard of what is not an entry.
     *
     * @return always the same
     */
    public Guard guard() {
        return guard.guard();
    }

    @Override
    public EntryStore entries() {
        return entries;
    }

    /** Not guarded: whoever uses them sends through {@link #guard()}. */
    @Override
    public CounterStore counters() {
        return bundle.counters();
    }

    @Override
    public void send() {
        guard.send();
        bundle.send();
    }
}
