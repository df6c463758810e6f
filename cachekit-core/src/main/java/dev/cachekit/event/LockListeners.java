package dev.cachekit.event;

import dev.cachekit.spi.LockListener;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several listeners of locks. One that throws harms neither the call nor the others. */
final class LockListeners implements LockListener {

    private static final Logger log = LoggerFactory.getLogger(LockListeners.class);

    private final Audience<LockListener> audience;

    LockListeners(List<LockListener> listeners) {
        this.audience = new Audience<>(listeners);
    }

    @Override
    public void onAcquired(String lock, Duration waited) {
        audience.tell(listener -> listener.onAcquired(lock, waited));
    }

    @Override
    public void onBusy(String lock, Duration waited) {
        audience.tell(listener -> listener.onBusy(lock, waited));
    }

    @Override
    public void onReleased(String lock, Duration held) {
        audience.tell(listener -> listener.onReleased(lock, held));
    }

    /** Logged in any case: work that went on without its lock may have to be mended by people. */
    @Override
    public void onLost(String lock) {
        log.atWarn().addKeyValue("lock", lock).log("lock '{}' was lost while its holder still worked under it", lock);
        audience.tell(listener -> listener.onLost(lock));
    }

    @Override
    public void onLockFailure(String lock, Throwable failure) {
        audience.tell(listener -> listener.onLockFailure(lock, failure));
    }
}
