package dev.cachekit.sample.trace;

import dev.cachekit.spi.Observer.Watched;
import java.util.concurrent.atomic.DoubleAdder;
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
    private final DoubleAdder sqlSaved = new DoubleAdder();
    private final LoadCosts loads = new LoadCosts();
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
    public void hit(String cache) {
        hits.increment();
        RequestTrace trace = current.get();
        if (trace != null) {
            trace.hit(cache);
        }
    }

    /** Counts a read answered from this process, without asking Redis. */
    public void nearHit(String cache) {
        hits.increment();
        RequestTrace trace = current.get();
        if (trace != null) {
            trace.nearHit(cache);
        }
    }

    /** Counts a read that a cache could not answer. */
    public void miss(String cache) {
        misses.increment();
        RequestTrace trace = current.get();
        if (trace != null) {
            trace.miss();
            loads.missed(cache);
        }
    }

    /** A load begins. Those that no request waits for on its own thread are not watched: nobody knows their statements. */
    Watched loading(String cache) {
        RequestTrace trace = current.get();
        if (trace == null) {
            return Watched.UNSEEN;
        }
        int before = trace.sqlQueries();
        return failure -> {
            if (current.get() == trace) {
                loads.loaded(cache, trace.sqlQueries() - before);
            }
        };
    }

    RequestTrace begin() {
        requests.increment();
        RequestTrace trace = new RequestTrace();
        current.set(trace);
        return trace;
    }

    /**
     * The request of this thread has been answered.
     *
     * @return how many statements more it would have cost, had no cache answered it, as far as this node has learned
     */
    long end(RequestTrace trace) {
        current.remove();
        double saved = loads.saved(trace.answered());
        sqlSaved.add(saved);
        return Math.round(saved);
    }

    CostTotals totals() {
        return new CostTotals(requests.sum(), sqlQueries.sum(), Math.round(sqlSaved.sum()), hits.sum(), misses.sum());
    }

    /** Migrations and the seed are not what anyone wants to see counted. */
    @EventListener(ApplicationReadyEvent.class)
    void reset() {
        requests.reset();
        sqlQueries.reset();
        sqlSaved.reset();
        hits.reset();
        misses.reset();
    }
}
