package dev.cachekit.spring.web;

import dev.cachekit.RateLimitExceededException;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Answers calls that a rate limit refused, in Spring MVC and in WebFlux. */
@ControllerAdvice
public final class RefusalAdvice implements Ordered {

    private final int order;

    /**
     * Makes the advice.
     *
     * @param order where it stands among all advice
     */
    public RefusalAdvice(int order) {
        this.order = order;
    }

    @Override
    public int getOrder() {
        return order;
    }

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
