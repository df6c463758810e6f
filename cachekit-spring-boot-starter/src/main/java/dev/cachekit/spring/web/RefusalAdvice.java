package dev.cachekit.spring.web;

import dev.cachekit.RateLimitExceededException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Answers calls that a rate limit refused, in Spring MVC and in WebFlux. One of the application with a lower order comes first. */
@ControllerAdvice
@Order(0)
public final class RefusalAdvice {

    /** Makes the advice. */
    public RefusalAdvice() {}

    /**
     * Answers 429.
     *
     * @param refusal why the call was refused
     * @return the problem, and when to come back
     */
    @ExceptionHandler
    public ResponseEntity<ProblemDetail> refused(RateLimitExceededException refusal) {
        return ResponseEntity.status(Refusal.STATUS)
                .header(HttpHeaders.RETRY_AFTER, Refusal.retryAfter(refusal))
                .body(Refusal.problem(refusal));
    }
}
