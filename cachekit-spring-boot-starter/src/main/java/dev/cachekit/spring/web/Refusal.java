package dev.cachekit.spring.web;

import dev.cachekit.RateLimitExceededException;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** What a refused client is told: a problem (RFC 9457) of the type that the draft of the RateLimit fields registers. */
final class Refusal {

    static final HttpStatus STATUS = HttpStatus.TOO_MANY_REQUESTS;

    private static final URI TYPE = URI.create("https://iana.org/assignments/http-problem-types#quota-exceeded");

    private Refusal() {}

    /** Not the key: it may name a person or hold a secret. */
    static ProblemDetail problem(RateLimitExceededException refusal) {
        String seconds = retryAfter(refusal);
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(STATUS, "No permit is left. Try again in " + seconds + " s.");
        problem.setType(TYPE);
        problem.setTitle("Quota exceeded");
        problem.setProperty("violated-policies", refusal.policies());
        return problem;
    }

    /** At least one second: zero would mean at once. */
    static String retryAfter(RateLimitExceededException refusal) {
        return Long.toString(Math.max(1, Quota.seconds(refusal.retryAfter())));
    }
}
