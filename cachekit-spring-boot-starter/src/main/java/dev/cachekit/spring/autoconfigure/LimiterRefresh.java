package dev.cachekit.spring.autoconfigure;

import dev.cachekit.limit.Limiters;
import org.springframework.core.env.Environment;

/**
 * Reads what is configured for rate limiters again.
 *
 * @param limiters take it over
 * @param environment tells it
 */
record LimiterRefresh(Limiters limiters, Environment environment) implements CacheKitRefresh.Part {

    @Override
    public String name() {
        return "Rate limiters";
    }

    @Override
    public void refresh() {
        limiters.reload(LimiterConfiguration.read(environment));
    }
}
