package dev.cachekit.torture.node;

import dev.cachekit.spi.CacheListener;
import dev.cachekit.torture.history.Event.Pending;
import dev.cachekit.torture.history.Event.Replayed;
import dev.cachekit.torture.history.Event.StoreFailure;
import dev.cachekit.torture.history.HistoryFile;

/**
 * Writes down when the store could not be reached: then changes are queued, and loads may overlap; and when those changes
 * were sent.
 */
final class StoreFailures implements CacheListener {

    private final HistoryFile history;

    StoreFailures(HistoryFile history) {
        this.history = history;
    }

    @Override
    public void onStoreFailure(String cache, String operation, Throwable failure) {
        Call.current().noteStoreFailure();
        history.add(new StoreFailure(operation, System.nanoTime()));
    }

    @Override
    public void onPending(int count) {
        history.add(new Pending(count, System.nanoTime()));
    }

    @Override
    public void onReplayed(int count) {
        history.add(new Replayed(System.nanoTime()));
    }
}
