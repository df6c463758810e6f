package dev.cachekit.sample.web;

import dev.cachekit.LockNotAcquiredException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every refused request with RFC 9457 problem details; invalid input is listed name by name. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<InvalidInput> invalid =
                ex.getAllErrors().stream().map(Problems::invalidField).toList();
        return handleExceptionInternal(ex, withErrors(ex.getBody(), invalid), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<InvalidInput> invalid = ex.getParameterValidationResults().stream()
                .flatMap(Problems::invalidParameter)
                .toList();
        return handleExceptionInternal(ex, withErrors(ex.getBody(), invalid), headers, status, request);
    }

    /** What a body refuses to give while it is read comes wrapped by who was reading. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (ex.getRootCause() instanceof RefusedException refused) {
            return handleErrorResponseException(refused, headers, refused.getStatusCode(), request);
        }
        return super.handleHttpMessageNotReadable(ex, headers, status, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> busy(LockNotAcquiredException busy) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE, "Too many write to this at the same time. Try again."));
    }

    private static ProblemDetail withErrors(ProblemDetail problem, List<InvalidInput> invalid) {
        problem.setDetail("The request has invalid input.");
        problem.setProperty("errors", invalid);
        return problem;
    }

    private static InvalidInput invalidField(ObjectError error) {
        String name = error instanceof FieldError field ? field.getField() : error.getObjectName();
        return new InvalidInput(name, rule(error));
    }

    private static Stream<InvalidInput> invalidParameter(ParameterValidationResult result) {
        return result.getResolvableErrors().stream().map(error -> invalidParameter(result, error));
    }

    private static InvalidInput invalidParameter(ParameterValidationResult result, MessageSourceResolvable error) {
        if (error instanceof FieldError field) {
            return invalidField(field);
        }
        String name = result.getMethodParameter().getParameterName();
        return new InvalidInput(name == null ? "request" : name, rule(error));
    }

    private static String rule(MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        return message == null ? "is invalid" : message;
    }
}
