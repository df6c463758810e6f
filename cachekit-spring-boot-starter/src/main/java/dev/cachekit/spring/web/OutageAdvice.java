package dev.cachekit.spring.web;

import dev.cachekit.BackendUnavailableException;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Answers calls that could not be decided on because Redis is away, in Spring MVC and in WebFlux. */
@ControllerAdvice
public final class OutageAdvice implements Ordered {

    private final int order;

    /**
     * Makes the advice.
     *
     * @param order where it stands among all advice
     */
    public OutageAdvice(int order) {
        this.order = order;
    }

    @Override
    public int getOrder() {
        return order;
    }

    /**
     * Answers 503. Not with the message: clients need not know what is away.
     *
     * @param away why
     * @return the problem
     */
    @ExceptionHandler
    public ResponseEntity<ProblemDetail> unavailable(BackendUnavailableException away) {
        return ResponseEntity.of(ProblemDetail.forStatus(HttpStatus.SERVICE_UNAVAILABLE))
                .build();
    }
}
