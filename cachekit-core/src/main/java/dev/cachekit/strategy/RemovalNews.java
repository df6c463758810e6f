package dev.cachekit.strategy;

import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.KeyListener;
import dev.cachekit.spi.KeyListener.Outcome;

/** Says in a few words what a removal removes. */
final class RemovalNews {

    private RemovalNews() {}

    static void tell(KeyListener listener, String cache, Removal removal, Outcome outcome) {
        if (listener != KeyListener.NONE && removal.count() > 0) {
            listener.onRemoval(news(cache, removal, outcome));
        }
    }

    private static KeyListener.Removal news(String cache, Removal removal, Outcome outcome) {
        if (removal instanceof Removal.Keys some) {
            String first = some.keys().iterator().next().text();
            return new KeyListener.Removal(cache, "key", some.keys().size(), first, outcome);
        }
        if (removal instanceof Removal.Pattern pattern) {
            return new KeyListener.Removal(cache, "pattern", 1, pattern.glob(), outcome);
        }
        if (removal instanceof Removal.Tags tags) {
            String first = tags.tags().iterator().next();
            return new KeyListener.Removal(cache, "tag", tags.tags().size(), first, outcome);
        }
        return new KeyListener.Removal(cache, "all", 1, "", outcome);
    }
}
