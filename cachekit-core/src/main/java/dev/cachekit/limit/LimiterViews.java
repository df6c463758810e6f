package dev.cachekit.limit;

import dev.cachekit.Band;
import dev.cachekit.RateLimiter;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Makes the views of rate limiters that users hold. Safe for use by many threads.
 *
 * @param limiters the limiters by name
 * @param callbacks continues asynchronous callers
 */
public record LimiterViews(Limiters limiters, Executor callbacks) {

    /**
     * Makes a view.
     *
     * @param name the limiter's name
     * @param bands its bands unless configured otherwise; none to take what is known of it
     * @return its view, blocking and asynchronous
     * @throws dev.cachekit.InvalidConfigurationException if no bands are known, or others were declared elsewhere
     */
    public RateLimiter view(String name, Band... bands) {
        Limiter limiter = limiters.limiter(name, declared(name, bands));
        limiter.settings(); // without bands there is nothing to hand out
        return LimiterView.of(limiter, callbacks);
    }

    private static LimiterOptions declared(String name, Band... bands) {
        return bands.length == 0
                ? LimiterOptions.NONE
                : LimiterOptions.NONE.withBands(List.of(bands), "CacheKit.rateLimiter(\"" + name + "\", ..)");
    }
}
