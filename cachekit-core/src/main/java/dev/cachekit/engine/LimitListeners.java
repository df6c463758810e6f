package dev.cachekit.engine;

import dev.cachekit.spi.LimitListener;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several listeners. One that throws harms neither the call nor the others. */
final class LimitListeners implements LimitListener {

    private static final Logger log = LoggerFactory.getLogger(LimitListeners.class);

    private final List<LimitListener> listeners;

    LimitListeners(List<LimitListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void onPermitGranted(String limiter) {
        tell(listener -> listener.onPermitGranted(limiter));
    }

    @Override
    public void onPermitRefused(String limiter, String reason) {
        tell(listener -> listener.onPermitRefused(limiter, reason));
    }

    @Override
    public void onPermitShadowed(String limiter) {
        tell(listener -> listener.onPermitShadowed(limiter));
    }

    @Override
    public void onPermitWait(String limiter, Duration time) {
        tell(listener -> listener.onPermitWait(limiter, time));
    }

    @Override
    public void onLimitStoreFailure(String limiter, Throwable failure) {
        tell(listener -> listener.onLimitStoreFailure(limiter, failure));
    }

    @Override
    public void onLimitsChanged(String limiter) {
        tell(listener -> listener.onLimitsChanged(limiter));
    }

    private void tell(Consumer<LimitListener> event) {
        for (LimitListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable failure) { // an Error, too, must not end what the call has begun
                log.debug("A rate limit listener failed", failure);
            }
        }
    }
}
