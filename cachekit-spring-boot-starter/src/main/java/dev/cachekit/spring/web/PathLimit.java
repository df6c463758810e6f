package dev.cachekit.spring.web;

import dev.cachekit.call.Caller;
import dev.cachekit.limit.Admission;
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
 * @param cost permits that a request takes
 */
record PathLimit(String where, PathPattern pattern, Set<String> methods, String limiter, RequestKey key, long cost) {

    PathLimit {
        methods = Set.copyOf(methods);
    }

    boolean appliesTo(String method, PathContainer path) {
        return (methods.isEmpty() || methods.contains(method)) && pattern.matches(path);
    }

    CompletionStage<Admission> take(Permits permits, Requester request, Caller caller) {
        return permits.take(limiter, key.of(request), cost, caller);
    }
}
