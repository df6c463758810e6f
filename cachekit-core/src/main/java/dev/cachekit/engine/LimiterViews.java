package dev.cachekit.engine;

import dev.cachekit.Band;
import dev.cachekit.RateLimiter;
import dev.cachekit.limit.Limiter;
import dev.cachekit.limit.LimiterOptions;
import dev.cachekit.limit.Limiters;
import java.util.List;
import java.util.concurrent.Executor;

/** Hands out rate limiters. */
record LimiterViews(Limiters limiters, Executor callbacks) {

    RateLimiter view(String name, Band... bands) {
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
