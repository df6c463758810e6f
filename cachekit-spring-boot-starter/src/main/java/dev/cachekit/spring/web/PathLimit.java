package dev.cachekit.spring.web;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.call.Caller;
import dev.cachekit.key.KeyText;
import dev.cachekit.limit.Admission;
import dev.cachekit.limit.KnownCost;
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
    public boolean asksForUser() {
        return key.asksForUser();
    }

    @Override
    public CompletionStage<Admission> take(Requester request, Caller caller) {
        return limiter.take(LimitKey.of(key.of(request), texts::of), cost, caller);
    }

    /** Refuses a limiter that nobody has given a limit, and a request that costs more than it ever grants. */
    void check() {
        KnownCost known = new KnownCost(where + ".cost", cost);
        try {
            limiter.expect(known);
        } catch (InvalidConfigurationException wrong) {
            throw wrong.where().equals(known.where())
                    ? wrong
                    : new InvalidConfigurationException(
                            where + ".limiter", limiter.name(), wrong.rule(), wrong.remedy());
        }
    }
}
