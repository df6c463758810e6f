package dev.cachekit.event;

import dev.cachekit.spi.BoundedNames;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs that the store does not answer: the first time as a warning, then at debug, until it has answered again. A store that
 * answers some and not others is warned of once a minute at most.
 */
final class SilenceLog {

    private static final Logger log = LoggerFactory.getLogger("dev.cachekit");

    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final BoundedNames kinds = new BoundedNames();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> warned = new ConcurrentHashMap<>();
    private final String consequence;
    private final LongSupplier nanos;

    SilenceLog(String consequence) {
        this(consequence, System::nanoTime);
    }

    SilenceLog(String consequence, LongSupplier nanos) {
        this.consequence = consequence;
        this.nanos = nanos;
    }

    void tell(String kind, Trouble trouble, Throwable failure) {
        if (mayWarn(kinds.of(kind))) {
            trouble.at(log.atWarn())
                    .addKeyValue("failure", failure.getClass().getSimpleName())
                    .log(
                            "Store does not answer ({}): {}. {}; more of this at debug.",
                            trouble.text(),
                            failure.toString(),
                            consequence);
        } else {
            trouble.at(log.atDebug()).setCause(failure).log("Store does not answer ({})", trouble.text());
        }
    }

    private boolean mayWarn(String kind) {
        if (!silent.add(kind)) {
            return false;
        }
        long now = nanos.getAsLong();
        Long last = warned.get(kind);
        if (last != null && now - last < PAUSE_NANOS) {
            return false;
        }
        warned.put(kind, now);
        return true;
    }

    /** It has answered. Costs next to nothing if nobody was told otherwise. */
    void over() {
        if (!silent.isEmpty()) {
            silent.clear();
        }
    }
}
