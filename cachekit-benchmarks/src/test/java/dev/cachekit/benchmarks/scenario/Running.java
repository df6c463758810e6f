package dev.cachekit.benchmarks.scenario;

import dev.cachekit.benchmarks.contender.Contender;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Systems that stay open from round to round, so that each round of a scenario is short. */
public final class Running {

    private static final Map<Contender, AutoCloseable> OPEN = new ConcurrentHashMap<>();

    private Running() {}

    /** Finds a system, or starts it. */
    @SuppressWarnings("unchecked") // a contender is always started in one way
    public static <T extends AutoCloseable> T get(Contender contender, Supplier<T> start) {
        return (T) OPEN.computeIfAbsent(contender, same -> start.get());
    }

    /** Ends all systems. */
    public static void closeAll() throws Exception {
        for (AutoCloseable system : OPEN.values()) {
            system.close();
        }
        OPEN.clear();
    }
}
