package dev.cachekit.spring.web.servlet;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.RateLimitExceededException;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Outcome;
import dev.cachekit.limit.Admission;
import dev.cachekit.spring.web.PathLimits;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Applies the limits of paths. A refusal is answered as one from a controller would be, by the advice of the application if it
 * has one.
 */
public final class RateLimitFilter extends OncePerRequestFilter {

    private final PathLimits limits;
    private final ServletRefusals refusals;

    /**
     * @param limits what to apply
     * @param resolver answers refusals
     */
    public RateLimitFilter(PathLimits limits, HandlerExceptionResolver resolver) {
        this.limits = limits;
        this.refusals = new ServletRefusals(resolver);
    }

    /** A browser asks whether it may call at all; that is not the call. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return CorsUtils.isPreFlightRequest(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            admit(request, response);
        } catch (RateLimitExceededException | BackendUnavailableException refused) {
            refusals.answer(request, response, refused);
            return;
        }
        chain.doFilter(request, response);
    }

    private void admit(HttpServletRequest request, HttpServletResponse response) {
        ServletRequester requester = new ServletRequester(request);
        for (PathLimits.Limit limit : limits.of(
                request.getMethod(), ServletRequestPathUtils.parse(request).pathWithinApplication())) {
            Admission admission = Outcome.of(limit.take(requester, Caller.BLOCKING));
            ServletQuotas.show(admission, request, response);
            if (!admission.passes()) {
                throw admission.refusal();
            }
        }
    }
}
