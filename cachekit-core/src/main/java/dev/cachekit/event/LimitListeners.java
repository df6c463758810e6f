package dev.cachekit.event;

import dev.cachekit.spi.LimitListener;
import java.time.Duration;
import java.util.List;

/** Tells several listeners. One that throws harms neither the call nor the others. */
final class LimitListeners implements LimitListener {

    private final Audience<LimitListener> audience;

    LimitListeners(List<LimitListener> listeners) {
        this.audience = new Audience<>(listeners);
    }

    @Override
    public void onPermitGranted(String limiter) {
        audience.tell(listener -> listener.onPermitGranted(limiter));
    }

    @Override
    public void onPermitRefused(String limiter, String reason) {
        audience.tell(listener -> listener.onPermitRefused(limiter, reason));
    }

    @Override
    public void onPermitShadowed(String limiter) {
        audience.tell(listener -> listener.onPermitShadowed(limiter));
    }

    @Override
    public void onPermitWait(String limiter, Duration time) {
        audience.tell(listener -> listener.onPermitWait(limiter, time));
    }

    @Override
    public void onLimitStoreFailure(String limiter, Throwable failure) {
        audience.tell(listener -> listener.onLimitStoreFailure(limiter, failure));
    }

    @Override
    public void onLimitsChanged(String limiter) {
        audience.tell(listener -> listener.onLimitsChanged(limiter));
    }
}
