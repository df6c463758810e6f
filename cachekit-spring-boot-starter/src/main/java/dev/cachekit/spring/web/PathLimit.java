package dev.cachekit.spring.web;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.call.Caller;
import dev.cachekit.key.KeyText;
import dev.cachekit.limit.Admission;
import dev.cachekit.limit.LimitKey;
import dev.cachekit.limit.Limiter;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

/**
 * A limit of paths.
 *
 * @param where its place in the configuration
 * @param pattern the paths
 * @param methods the HTTP methods, in capitals; empty for all
 * @param limiter the limiter
 * @param key what it counts for
 * @param texts makes the text of the key
 * @param cost permits that a request takes
 */
record PathLimit(
        String where,
        PathPattern pattern,
        Set<String> methods,
        Limiter limiter,
        RequestKey key,
        KeyText texts,
        long cost)
        implements PathLimits.Limit {

    PathLimit {
        methods = Set.copyOf(methods);
    }

    boolean appliesTo(String method, PathContainer path) {
        return (methods.isEmpty() || methods.contains(method)) && pattern.matches(path);
    }

    @Override
    public CompletionStage<Admission> take(Requester request, Caller caller) {
        return limiter.take(LimitKey.of(key.of(request), texts::of), cost, caller);
    }

    /** Refuses a limiter that nobody has given a limit, and a request that costs more than it ever grants. */
    void check() {
        try {
            limiter.settings().bands().value().forEach(band -> {
                if (cost > band.burst()) {
                    throw new InvalidConfigurationException(
                            where + ".cost",
                            Long.toString(cost),
                            "cost must be at most what a band can grant at once, " + band.burst(),
                            "take fewer permits, or raise permits or burst of " + limiter);
                }
            });
        } catch (InvalidConfigurationException wrong) {
            throw wrong.where().startsWith(where)
                    ? wrong
                    : new InvalidConfigurationException(
                            where + ".limiter", limiter.name(), wrong.rule(), wrong.remedy());
        }
    }
}
