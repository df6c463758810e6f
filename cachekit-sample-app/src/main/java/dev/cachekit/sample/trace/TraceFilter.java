package dev.cachekit.sample.trace;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers each API request with what the answer cost: {@code X-Sql-Queries}, {@code X-Sql-Saved}, {@code X-Cache} and
 * {@code X-Cache-Tiers}, how many reads were answered from this process, from the cache all nodes share, and by loading.
 */
@Component
class TraceFilter extends OncePerRequestFilter {

    private final Costs costs;

    TraceFilter(Costs costs) {
        this.costs = costs;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(request.getContextPath() + "/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // The body is held back: the counts are known only after it was written, and headers must precede it.
        ContentCachingResponseWrapper held = new ContentCachingResponseWrapper(response);
        RequestTrace trace = costs.begin();
        long saved = 0;
        try {
            chain.doFilter(request, held);
        } finally {
            saved = costs.end(trace);
        }
        held.setHeader("X-Sql-Queries", Integer.toString(trace.sqlQueries()));
        held.setHeader("X-Sql-Saved", Long.toString(saved));
        held.setHeader("X-Cache", trace.cache());
        held.setHeader("X-Cache-Tiers", trace.tiers());
        held.copyBodyToResponse();
    }
}
