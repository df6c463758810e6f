package dev.cachekit.strategy;

import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.KeyListener;

/** Says in a few words what a removal removes. */
final class RemovalNews {

    private RemovalNews() {}

    static void tell(KeyListener listener, String cache, Removal removal) {
        if (removal instanceof Removal.Keys some) {
            some.keys().stream()
                    .findFirst()
                    .ifPresent(first ->
                            listener.onRemoval(cache, "key", some.keys().size(), first.text()));
        } else if (removal instanceof Removal.Pattern pattern) {
            listener.onRemoval(cache, "pattern", 1, pattern.glob());
        } else if (removal instanceof Removal.Tags tags) {
            listener.onRemoval(
                    cache, "tag", tags.tags().size(), tags.tags().iterator().next());
        } else {
            listener.onRemoval(cache, "all", 1, "");
        }
    }
}
