package dev.cachekit.event;

import dev.cachekit.spi.BreakerState;
import dev.cachekit.spi.CacheListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what goes wrong with the store, each kind once as a warning and from then on at debug, until it has gone well
 * again. Names no key and no value.
 */
final class FailureLog implements CacheListener {

    private static final Logger log = LoggerFactory.getLogger("dev.cachekit");

    private final SilenceLog silence = new SilenceLog("Calls go on without it");
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    @Override
    public void onStoreFailure(String cache, String operation, Throwable failure) {
        silence.tell(operation, operation + " of cache " + cache, failure);
    }

    @Override
    public void onUnreadable(String cache, String reason) {
        if (warned.add("unreadable " + cache)) {
            log.warn(
                    "Cache {} holds an entry that cannot be read ({}). It counts as a miss and is replaced; more of this"
                            + " at debug.",
                    cache,
                    reason);
        } else {
            log.debug("Cache {} holds an entry that cannot be read ({})", cache, reason);
        }
    }

    @Override
    public void onFillRefused(String cache, String reason) {
        if (reason.equals("open-transaction") && warned.add(reason + " " + cache)) {
            log.warn(
                    "Cache {} was read inside a transaction whose snapshot may be older than the cache; the loaded value"
                            + " was not stored. Read before the transaction, or use READ_COMMITTED. Told once.",
                    cache);
        }
        if (reason.equals("too-many-elements") && warned.add(reason + " " + cache)) {
            log.warn(
                    "Cache {} was to store more elements of one call than max-elements allows; they went to the caller and"
                            + " were not stored. Raise cachekit.caches.{}.max-elements, or ask for fewer. Told once.",
                    cache,
                    cache);
        }
    }

    @Override
    public void onBreaker(String primary, BreakerState state) {
        if (state == BreakerState.OPEN) {
            log.warn("Store primary {} fails or is slow and is left alone; calls go on without it.", primary);
        } else if (state == BreakerState.CLOSED) {
            log.info("Store primary {} answers again.", primary);
        }
    }

    @Override
    public void onReplayed(int count) {
        log.info("Another server has taken over a part of the store; {} removals are sent to it again.", count);
    }

    @Override
    public void onHit(String cache) {
        silence.over();
    }
}
