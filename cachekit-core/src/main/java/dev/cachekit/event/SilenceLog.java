package dev.cachekit.event;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs that the store does not answer: the first time as a warning, then at debug, until it has answered again. */
final class SilenceLog {

    private static final Logger log = LoggerFactory.getLogger("dev.cachekit");

    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final String consequence;

    SilenceLog(String consequence) {
        this.consequence = consequence;
    }

    void tell(String kind, String what, Throwable failure) {
        if (warned.add(kind)) {
            log.warn(
                    "Store does not answer ({}): {}. {}; more of this at debug.",
                    what,
                    failure.toString(),
                    consequence);
        } else {
            log.debug("Store does not answer ({})", what, failure);
        }
    }

    /** It has answered. Costs next to nothing if nobody was warned. */
    void over() {
        if (!warned.isEmpty()) {
            warned.clear();
        }
    }
}
