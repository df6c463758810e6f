package dev.cachekit.sample.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Nothing exists under the number the client gave; answered as a 404 problem. */
public final class NotFoundException extends ErrorResponseException {

    public NotFoundException(String kind, long id) {
        super(HttpStatus.NOT_FOUND, problem("There is no " + kind + " " + id + "."), null);
    }

    private static ProblemDetail problem(String detail) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, detail);
    }
}
