package dev.cachekit.event;

import dev.cachekit.spi.BreakerState;
import dev.cachekit.spi.CacheListener;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs what goes wrong with the store, each kind once as a warning and from then on at debug, until it has gone well
 * again. Names no key and no value.
 */
final class FailureLog implements CacheListener {

    private static final Logger log = LoggerFactory.getLogger("dev.cachekit");

    /** What is said of refusals that somebody should look at. */
    private static final Map<String, String> REFUSALS = Map.of(
            "open-transaction",
            "was read inside a transaction whose snapshot may be older than the cache; the loaded value was not stored."
                    + " Read before the transaction, or use READ_COMMITTED.",
            "too-many-elements",
            "was to store more elements of one call than max-elements allows; they went to the caller and were not"
                    + " stored. Raise cachekit.caches.{}.max-elements, or ask for fewer.");

    private final SilenceLog silence;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    FailureLog() {
        this(System::nanoTime);
    }

    FailureLog(LongSupplier nanos) {
        this.silence = new SilenceLog("Calls go on without it", nanos);
    }

    @Override
    public void onStoreFailure(String cache, String operation, Throwable failure) {
        silence.tell(operation, new Trouble("cache", cache, operation, operation + " of cache " + cache), failure);
    }

    @Override
    public void onUnreadable(String cache, String reason) {
        if (warned.add("unreadable " + cache)) {
            log.atWarn()
                    .addKeyValue("cache", cache)
                    .log(
                            "Cache {} holds an entry that cannot be read ({}). It counts as a miss and is replaced; more"
                                    + " of this at debug.",
                            cache,
                            reason);
        } else {
            log.debug("Cache {} holds an entry that cannot be read ({})", cache, reason);
        }
    }

    @Override
    public void onFillRefused(String cache, String reason) {
        String text = REFUSALS.get(reason);
        if (text != null && warned.add(reason + " " + cache)) {
            log.atWarn()
                    .addKeyValue("cache", cache)
                    .addKeyValue("reason", reason)
                    .log("Cache {} " + text + " Told once.", cache, cache);
        }
    }

    @Override
    public void onBreaker(String primary, BreakerState state) {
        LoggingEventBuilder event = state == BreakerState.OPEN ? log.atWarn() : log.atInfo();
        event = event.addKeyValue("primary", primary).addKeyValue("breaker", state);
        if (state == BreakerState.OPEN) {
            event.log("Store primary {} fails or is slow and is left alone; calls go on without it.", primary);
        } else if (state == BreakerState.CLOSED) {
            event.log("Store primary {} answers again.", primary);
        }
    }

    @Override
    public void onReplayed(int count) {
        log.atInfo()
                .addKeyValue("removals", count)
                .log("Another server has taken over a part of the store; {} removals are sent to it again.", count);
    }

    @Override
    public void onHit(String cache) {
        silence.over();
    }
}
