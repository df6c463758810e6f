package dev.cachekit.spring.web.servlet;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.CacheKitException;
import dev.cachekit.RateLimitExceededException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers refusals as from a controller: by the advice of the application if it has one.
 *
 * @param resolver knows all advice
 */
record ServletRefusals(HandlerExceptionResolver resolver) {

    /** They tell of a body that is not sent. */
    private static final Set<String> OF_THE_BODY = Set.of(
            "content-type",
            "content-length",
            "content-encoding",
            "content-language",
            "content-range",
            "content-disposition",
            "content-location",
            "etag",
            "last-modified");

    /** Returns what is ours to answer; null if nothing is. The dispatcher wraps what it does not know. */
    static @Nullable CacheKitException in(Exception failure) {
        Throwable cause = failure instanceof ServletException ? failure.getCause() : failure;
        return cause instanceof RateLimitExceededException || cause instanceof BackendUnavailableException
                ? (CacheKitException) cause
                : null;
    }

    void answer(HttpServletRequest request, HttpServletResponse response, CacheKitException failure)
            throws IOException {
        beginAnew(response);
        if (resolver.resolveException(request, response, null, failure) == null) {
            HttpStatus status = failure instanceof RateLimitExceededException
                    ? HttpStatus.TOO_MANY_REQUESTS
                    : HttpStatus.SERVICE_UNAVAILABLE;
            response.sendError(status.value());
        }
    }

    /** What was begun is not sent; fields that others have set, such as those for browsers or of quotas, are. */
    private static void beginAnew(HttpServletResponse response) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String name : response.getHeaderNames()) {
            if (!OF_THE_BODY.contains(name.toLowerCase(Locale.ROOT))) {
                fields.put(name, List.copyOf(response.getHeaders(name)));
            }
        }
        response.reset(); // not only the buffer: a writer that was asked for would refuse the problem its stream
        fields.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    }
}
