package dev.cachekit.event;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several listeners of one kind. One that throws harms neither the call nor the others. Safe for use by many threads.
 *
 * @param <L> the kind
 */
final class Audience<L> {

    private static final Logger log = LoggerFactory.getLogger(Audience.class);

    private final List<L> listeners;

    Audience(List<? extends L> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    void tell(Consumer<? super L> event) {
        for (L listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable failure) { // an Error, too, must not end what the call has begun
                log.debug("Listener {} failed", listener, failure);
            }
        }
    }
}
