package dev.cachekit.spring.web.servlet;

import dev.cachekit.CacheKitException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers refusals where no advice does: those in filters, and those in functional routes. */
public final class RefusalFilter extends OncePerRequestFilter {

    /** Around all but what sets the encoding and observes: that should see the answer. */
    public static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    private final ServletRefusals refusals;

    /**
     * @param resolver knows all advice
     */
    public RefusalFilter(HandlerExceptionResolver resolver) {
        this.refusals = new ServletRefusals(resolver);
    }

    /** A functional route may fail when it goes on later. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            CacheKitException refusal = ServletRefusals.in(failure);
            if (refusal == null || response.isCommitted()) {
                throw failure;
            }
            refusals.answer(request, response, refusal);
        }
    }
}
