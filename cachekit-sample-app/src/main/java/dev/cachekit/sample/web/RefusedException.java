package dev.cachekit.sample.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The request is well formed but against a rule of the application; answered as a problem with that rule. */
public final class RefusedException extends ErrorResponseException {

    public RefusedException(HttpStatus status, String rule) {
        super(status, ProblemDetail.forStatusAndDetail(status, rule), null);
    }
}
