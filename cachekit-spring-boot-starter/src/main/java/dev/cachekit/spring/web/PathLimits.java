package dev.cachekit.spring.web;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.call.Caller;
import dev.cachekit.key.KeyText;
import dev.cachekit.limit.Admission;
import dev.cachekit.limit.LimiterOptions;
import dev.cachekit.limit.Limiters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/** The limits of paths, in the order in which they are applied. Safe for use by many threads. */
public final class PathLimits implements SmartInitializingSingleton {

    private static final List<String> METHODS =
            Stream.of(HttpMethod.values()).map(HttpMethod::name).toList();

    private final Limiters limiters;
    private final RequesterKeys keys;
    private final List<PathLimit> limits = new ArrayList<>();

    /**
     * Begins without a limit.
     *
     * @param limiters the limiters by name
     * @param keys reads requests
     */
    public PathLimits(Limiters limiters, RequesterKeys keys) {
        this.limiters = limiters;
        this.keys = keys;
    }

    /**
     * Adds a limit; not to be called any more once requests come.
     *
     * @param where its place in the configuration
     * @param path pattern of the paths
     * @param methods HTTP methods; empty for all
     * @param limiter the limiter's name
     * @param key what it counts for, as {@link RequestKey#of}
     * @param cost permits that a request takes, positive
     * @throws InvalidConfigurationException if one of them cannot be used
     */
    public void add(String where, String path, List<String> methods, String limiter, String key, long cost) {
        require(where + ".path", path, !path.isBlank(), "path must be given", "write for example /api/**");
        require(
                where + ".limiter",
                limiter,
                !limiter.isBlank(),
                "limiter must be given",
                "name one below cachekit.rate-limiters");
        require(where + ".cost", cost, cost > 0, "cost must be positive", "use 1 or leave it out");
        limits.add(new PathLimit(
                where,
                pattern(where, path),
                methods(where, methods),
                limiters.limiter(limiter, LimiterOptions.NONE),
                key(where, key),
                KeyText.at(where),
                cost));
    }

    private static void require(String where, Object value, boolean holds, String rule, String remedy) {
        if (!holds) {
            throw new InvalidConfigurationException(where, value.toString(), rule, remedy);
        }
    }

    /** Whoever may only get so often may not ask for the head of it more often. */
    private static Set<String> methods(String where, List<String> methods) {
        Set<String> capitals = new HashSet<>();
        for (String method : methods) {
            String capital = method.toUpperCase(Locale.ROOT);
            require(
                    where + ".methods",
                    method,
                    METHODS.contains(capital),
                    "methods are " + String.join(", ", METHODS),
                    "correct it, or leave methods out");
            capitals.add(capital);
        }
        if (capitals.contains("GET")) {
            capitals.add("HEAD");
        }
        return capitals;
    }

    private static PathPattern pattern(String where, String path) {
        try {
            return PathPatternParser.defaultInstance.parse(path.startsWith("/") ? path : "/" + path);
        } catch (PatternParseException unreadable) {
            throw new InvalidConfigurationException(
                    where + ".path",
                    path,
                    "path must be a path pattern: " + unreadable.getMessage(),
                    "write for example /api/**");
        }
    }

    private RequestKey key(String where, String key) {
        try {
            return RequestKey.of(key, keys);
        } catch (IllegalArgumentException unknown) {
            throw new InvalidConfigurationException(
                    where + ".key",
                    key,
                    String.valueOf(unknown.getMessage()),
                    "write for example client-ip, or leave it out");
        }
    }

    /** Checks the limiters, once annotations have told theirs as well. */
    @Override
    public void afterSingletonsInstantiated() {
        limits.forEach(PathLimit::check);
    }

    /**
     * Finds the limits for a request.
     *
     * @param method its HTTP method
     * @param path its path within the application
     * @return those that apply, in order
     */
    public List<Limit> of(String method, PathContainer path) {
        List<Limit> found = new ArrayList<>();
        for (PathLimit limit : limits) {
            if (limit.appliesTo(method, path)) {
                found.add(limit);
            }
        }
        return found;
    }

    /** A limit that applies to a request. */
    public interface Limit {

        /**
         * Tells whether it depends on who is logged in.
         *
         * @return false if nobody need ask
         */
        boolean asksForUser();

        /**
         * Takes the permits of a request.
         *
         * @param request the request
         * @param caller how to wait
         * @return what was decided
         */
        CompletionStage<Admission> take(Requester request, Caller caller);
    }
}
