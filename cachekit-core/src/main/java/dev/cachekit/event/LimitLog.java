package dev.cachekit.event;

import dev.cachekit.spi.BreakerState;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.LimitListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs once per limiter that the store does not answer, until the store is well again. Names no key. */
final class LimitLog implements LimitListener, CacheListener {

    private static final Logger log = LoggerFactory.getLogger("dev.cachekit");

    private final SilenceLog silence = new SilenceLog("Its on-backend-failure decides");

    @Override
    public boolean hearsHits() {
        return false;
    }

    @Override
    public void onLimitStoreFailure(String limiter, Throwable failure) {
        silence.tell(limiter, new Trouble("limiter", limiter, "take", "rate limiter " + limiter), failure);
    }

    @Override
    public void onLimitsChanged(String limiter) {
        log.atInfo().addKeyValue("limiter", limiter).log("Rate limiter {} has other limits now.", limiter);
    }

    @Override
    public void onBreaker(String primary, BreakerState state) {
        if (state == BreakerState.CLOSED) {
            silence.over();
        }
    }
}
