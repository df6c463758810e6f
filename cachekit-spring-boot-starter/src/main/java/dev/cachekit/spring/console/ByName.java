package dev.cachekit.spring.console;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Figures by name. Applications may make up names without end, so only the first ones have figures of their own. Safe for use by
 * many threads.
 *
 * @param <F> the figures
 */
final class ByName<F> {

    /** So many have figures of their own, roughly. */
    static final int MOST = 200;

    /** Stands for all others. */
    static final String OTHER = "other";

    private final ConcurrentMap<String, F> byName = new ConcurrentHashMap<>();
    private final Supplier<F> fresh;

    ByName(Supplier<F> fresh) {
        this.fresh = fresh;
    }

    F of(String name) {
        F known = byName.get(name);
        return known != null ? known : made(name);
    }

    /** Those of a name as they are; new ones, which nobody counts in, if there are none. */
    F shown(String name) {
        F known = byName.get(name);
        return known != null ? known : fresh.get();
    }

    /** Whether what a name does is counted among all others. */
    boolean isShared(String name) {
        return byName.size() >= MOST && !byName.containsKey(name);
    }

    Map<String, F> all() {
        return new TreeMap<>(byName);
    }

    private F made(String name) {
        return byName.computeIfAbsent(byName.size() < MOST ? name : OTHER, same -> fresh.get());
    }
}
