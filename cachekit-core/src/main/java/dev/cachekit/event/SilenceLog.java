package dev.cachekit.event;

import dev.cachekit.spi.BoundedNames;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs that the store does not answer: the first time as a warning, then at debug, until it has answered again. */
final class SilenceLog {

    private static final Logger log = LoggerFactory.getLogger("dev.cachekit");

    private final BoundedNames kinds = new BoundedNames();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final String consequence;

    SilenceLog(String consequence) {
        this.consequence = consequence;
    }

    void tell(String kind, Trouble trouble, Throwable failure) {
        if (warned.add(kinds.of(kind))) {
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

    /** It has answered. Costs next to nothing if nobody was warned. */
    void over() {
        if (!warned.isEmpty()) {
            warned.clear();
        }
    }
}
