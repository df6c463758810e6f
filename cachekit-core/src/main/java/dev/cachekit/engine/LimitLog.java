package dev.cachekit.engine;

import dev.cachekit.spi.BreakerState;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.LimitListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs once per limiter that the store does not answer, until the store is well again. Names no key. */
final class LimitLog implements LimitListener, CacheListener {

    private static final Logger log = LoggerFactory.getLogger("dev.cachekit");

    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    @Override
    public void onLimitStoreFailure(String limiter, Throwable failure) {
        if (warned.add(limiter)) {
            log.warn(
                    "Store does not answer rate limiter {}: {}. Its on-backend-failure decides; more of this at debug.",
                    limiter,
                    failure.toString());
        } else {
            log.debug("Store does not answer rate limiter {}", limiter, failure);
        }
    }

    @Override
    public void onLimitsChanged(String limiter) {
        log.info("Rate limiter {} has other limits now.", limiter);
    }

    @Override
    public void onBreaker(String primary, BreakerState state) {
        if (state == BreakerState.CLOSED) {
            warned.clear();
        }
    }
}
