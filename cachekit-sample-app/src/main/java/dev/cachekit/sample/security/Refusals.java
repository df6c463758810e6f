package dev.cachekit.sample.security;

import dev.cachekit.sample.web.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers what Spring Security refuses with the same problem details as everything else. No answer asks a browser for a name
 * and a password by itself: it would send them along from then on, with requests that other sites make it send too.
 */
@Component
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final HandlerExceptionResolver problems;

    Refusals(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused) {
        if (refused instanceof TooManyAttemptsException tooMany) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.retryAfterSeconds()));
            answer(request, response, HttpStatus.TOO_MANY_REQUESTS, "Too many attempts to sign in. Try again later.");
        } else if (request.getHeader(HttpHeaders.AUTHORIZATION) != null || isSignIn(request)) {
            answer(request, response, HttpStatus.UNAUTHORIZED, "The name or the password is wrong.");
        } else {
            answer(request, response, HttpStatus.UNAUTHORIZED, "Sign in first.");
        }
    }

    private static boolean isSignIn(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getServletPath().equals("/login");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused) {
        answer(
                request,
                response,
                HttpStatus.FORBIDDEN,
                refused instanceof CsrfException
                        ? "The header X-XSRF-TOKEN must hold the value of the cookie XSRF-TOKEN."
                        : "Your account may not do that.");
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String rule) {
        problems.resolveException(request, response, null, new RefusedException(status, rule));
    }
}
