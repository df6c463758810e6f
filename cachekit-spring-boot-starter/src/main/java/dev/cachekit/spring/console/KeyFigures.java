package dev.cachekit.spring.console;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.KeyListener;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spring.console.RecentRemovals.Removed;

/** Which keys are read most and were removed last. Safe for use by many threads. */
public final class KeyFigures implements KeyListener {

    private final Scheduler clock;
    private final HotKeys hot;
    private final RecentRemovals removals = new RecentRemovals();

    /**
     * Begins without keys.
     *
     * @param clock tells the time
     */
    public KeyFigures(Scheduler clock) {
        this.clock = clock;
        this.hot = new HotKeys(clock::nanoTime);
    }

    HotKeys hot() {
        return hot;
    }

    RecentRemovals removals() {
        return removals;
    }

    @Override
    public void onRead(EntryKey key, int reads) {
        hot.read(key, reads);
    }

    @Override
    public void onRemoval(Removal removal) {
        removals.add(new Removed(
                clock.now(),
                removal.cache(),
                removal.kind(),
                removal.count(),
                removal.first(),
                removal.outcome() == Outcome.QUEUED));
    }
}
