package dev.cachekit.engine;

import dev.cachekit.spi.LockListener;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several listeners of locks. One that throws harms neither the call nor the others. */
final class LockListeners implements LockListener {

    private static final Logger log = LoggerFactory.getLogger(LockListeners.class);

    private final List<LockListener> listeners;

    LockListeners(List<LockListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void onAcquired(String lock, Duration waited) {
        tell(listener -> listener.onAcquired(lock, waited));
    }

    @Override
    public void onBusy(String lock, Duration waited) {
        tell(listener -> listener.onBusy(lock, waited));
    }

    @Override
    public void onReleased(String lock, Duration held) {
        tell(listener -> listener.onReleased(lock, held));
    }

    /** Logged in any case: work that went on without its lock may have to be mended by people. */
    @Override
    public void onLost(String lock) {
        log.warn("lock '{}' was lost while its holder still worked under it", lock);
        tell(listener -> listener.onLost(lock));
    }

    @Override
    public void onLockFailure(String lock, Throwable failure) {
        tell(listener -> listener.onLockFailure(lock, failure));
    }

    private void tell(Consumer<LockListener> event) {
        for (LockListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable failure) { // an Error, too, must not end what the call has begun
                log.debug("A listener of locks failed", failure);
            }
        }
    }
}
