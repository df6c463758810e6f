package dev.cachekit.spring.web;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.call.Caller;
import dev.cachekit.key.KeyText;
import dev.cachekit.limit.Admission;
import dev.cachekit.limit.LimitKey;
import dev.cachekit.limit.Limiter;
import dev.cachekit.limit.LimiterOptions;
import dev.cachekit.limit.Limiters;
import java.util.concurrent.CompletionStage;

/**
 * Takes the permits of requests.
 *
 * @param limiters the limiters by name
 */
record Permits(Limiters limiters) {

    CompletionStage<Admission> take(String limiter, String key, long cost, Caller caller) {
        KeyText texts = KeyText.at("rate limiter '" + limiter + "'");
        return limiter(limiter).take(LimitKey.of(key, texts::of), cost, caller);
    }

    /** Refuses a limiter that nobody has given a limit, and a request that costs more than it ever grants. */
    void check(String where, String limiter, long cost) {
        try {
            limiter(limiter).settings().bands().value().forEach(band -> {
                if (cost > band.burst()) {
                    throw new InvalidConfigurationException(
                            where + ".cost",
                            Long.toString(cost),
                            "cost must be at most what a band can grant at once, " + band.burst(),
                            "take fewer permits, or raise permits or burst of rate limiter " + limiter);
                }
            });
        } catch (InvalidConfigurationException wrong) {
            throw wrong.where().startsWith(where)
                    ? wrong
                    : new InvalidConfigurationException(where + ".limiter", limiter, wrong.rule(), wrong.remedy());
        }
    }

    private Limiter limiter(String name) {
        return limiters.limiter(name, LimiterOptions.NONE);
    }
}
