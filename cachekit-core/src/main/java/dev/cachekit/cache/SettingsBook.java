package dev.cachekit.cache;

import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSettings;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The settings in force of caches by name, read when they are first asked for. They change together or not at all. Safe for use
 * by many threads.
 */
public final class SettingsBook {

    private final UnaryOperator<Function<String, CacheOptions>> layers;
    private final ReentrantLock changing = new ReentrantLock();
    private final ConcurrentMap<String, CacheSettings> byName = new ConcurrentHashMap<>();
    private volatile Function<String, CacheOptions> options;

    /**
     * Begins without settings.
     *
     * @param layers lays what is given by other means over and below options
     * @param options gives the options of a cache by its name, all sources laid over each other
     */
    public SettingsBook(UnaryOperator<Function<String, CacheOptions>> layers, Function<String, CacheOptions> options) {
        this.layers = layers;
        this.options = layers.apply(options);
    }

    CacheSettings of(String name) {
        CacheSettings known = byName.get(name);
        return known != null ? known : read(name);
    }

    /** Not while all change: what is read from the old options would stay. */
    private CacheSettings read(String name) {
        changing.lock();
        try {
            return byName.computeIfAbsent(name, same -> CacheSettings.of(options.apply(name)));
        } finally {
            changing.unlock();
        }
    }

    /**
     * Takes other options for all caches, those included that nobody has asked for yet.
     *
     * @param now gives them
     * @param change is told of each cache whose settings are others now
     * @return the caches of which a value is another
     */
    Set<String> reload(Function<String, CacheOptions> now, BiConsumer<String, CacheSettings> change) {
        changing.lock();
        try {
            Function<String, CacheOptions> all = layers.apply(now);
            Map<String, CacheSettings> then = permitted(all);
            Set<String> differing = new TreeSet<>(then.keySet());
            differing.removeIf(name -> !SettingsChange.differ(of(name), then.getOrDefault(name, of(name))));
            options = all;
            byName.putAll(then);
            then.forEach(change);
            return differing;
        } finally {
            changing.unlock();
        }
    }

    private Map<String, CacheSettings> permitted(Function<String, CacheOptions> all) {
        Map<String, CacheSettings> then = new TreeMap<>();
        byName.forEach((name, was) -> {
            CacheOptions options = all.apply(name).withoutContradiction("cache " + name);
            CacheSettings now = SettingsChange.permitted(name, was, CacheSettings.of(options));
            if (!now.equals(was)) {
                then.put(name, now);
            }
        });
        return then;
    }

    /** Does something with the settings of a cache while they cannot change. */
    void steadily(String name, BiConsumer<String, CacheSettings> use) {
        changing.lock();
        try {
            use.accept(name, of(name));
        } finally {
            changing.unlock();
        }
    }
}
