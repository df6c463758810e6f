package dev.cachekit.spring.metrics;

import dev.cachekit.spi.BreakerState;
import java.util.Locale;

/** Values of tags. */
final class Names {

    /** Stands where the name of a Spring cache manager stands for other caches. */
    private static final String MANAGER = "cacheKit";

    private Names() {}

    /** The three tags by which dashboards for Spring Boot tell caches apart. */
    static String[] ofCache(String cache) {
        return new String[] {cache, MANAGER, cache};
    }

    static String ofResult(boolean success) {
        return success ? "success" : "failure";
    }

    static String of(BreakerState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
