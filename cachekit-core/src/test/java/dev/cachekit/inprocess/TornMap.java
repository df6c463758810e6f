package dev.cachekit.inprocess;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A map whose {@code compute} is a look and a change, with a moment in between. */
final class TornMap<K, V> extends ConcurrentHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> change) {
        V next = change.apply(key, get(key));
        if (next == null) {
            remove(key);
        } else {
            put(key, next);
        }
        return next;
    }
}
