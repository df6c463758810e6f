package dev.cachekit.sample.trace;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Counts SQL statements and cache reads: in total since the application was ready, and for the request of the current
 * thread. What a request causes on other threads is in the totals only. Thread-safe.
 */
@Component
public class Costs {

    private final ThreadLocal<@Nullable RequestTrace> current = new ThreadLocal<>();
    private final LongAdder requests = new LongAdder();
    private final LongAdder sqlQueries = new LongAdder();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /** Counts statements sent to the database. */
    public void sqlQueries(int count) {
        sqlQueries.add(count);
        RequestTrace trace = current.get();
        if (trace != null) {
            trace.sqlQueries(count);
        }
    }

    /** Counts a read answered by a cache. */
    public void hit() {
        hits.increment();
        RequestTrace trace = current.get();
        if (trace != null) {
            trace.hit();
        }
    }

    /** Counts a read answered from this process, without asking Redis. */
    public void nearHit() {
        hits.increment();
        RequestTrace trace = current.get();
        if (trace != null) {
            trace.nearHit();
        }
    }

    /** Counts a read that a cache could not answer. */
    public void miss() {
        misses.increment();
        RequestTrace trace = current.get();
        if (trace != null) {
            trace.miss();
        }
    }

    RequestTrace begin() {
        requests.increment();
        RequestTrace trace = new RequestTrace();
        current.set(trace);
        return trace;
    }

    void end() {
        current.remove();
    }

    CostTotals totals() {
        return new CostTotals(requests.sum(), sqlQueries.sum(), hits.sum(), misses.sum());
    }

    /** Migrations and the seed are not what anyone wants to see counted. */
    @EventListener(ApplicationReadyEvent.class)
    void reset() {
        requests.reset();
        sqlQueries.reset();
        hits.reset();
        misses.reset();
    }
}
