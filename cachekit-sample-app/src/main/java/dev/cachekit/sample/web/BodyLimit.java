package dev.cachekit.sample.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Refuses bodies larger than anything this application takes, before anybody reads them into memory. */
@Component
@Order(BodyLimit.BEFORE_SECURITY)
class BodyLimit extends OncePerRequestFilter {

    static final int BEFORE_SECURITY = -102;
    static final int BYTES = 16 * 1024;

    private final HandlerExceptionResolver problems;

    BodyLimit(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > BYTES) {
            problems.resolveException(request, response, null, LimitedBody.tooLarge(BYTES));
        } else if (request.getContentLengthLong() < 0) {
            chain.doFilter(new LimitedBody(request, BYTES), response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
