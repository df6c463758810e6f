package dev.cachekit.spring.console;

import dev.cachekit.spi.Observer;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * How long requests to the store take that calls wait for. What is sent whether or not anybody calls is left out, that of the
 * console included: it would be most of what an idle process counts. Safe for use by many threads.
 */
public final class RequestFigures implements Observer {

    /** Signs of life, figures of servers, beats and messages between processes. */
    private static final Set<String> OF_NO_CALL =
            Set.of("ping", "info", "dbsize", "beat", "stamps", "stamp", "publish", "subscribe", "unsubscribe");

    private final LongSupplier nanoTime;
    private final Latencies requests;

    /**
     * Begins at zero.
     *
     * @param nanoTime the time that runs
     */
    public RequestFigures(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.requests = new Latencies(nanoTime);
    }

    Percentiles percentiles() {
        return requests.percentiles();
    }

    @Override
    public Watched begin(Work work, String name) {
        if (work != Work.STORE_REQUEST || OF_NO_CALL.contains(name)) {
            return Watched.UNSEEN;
        }
        long start = nanoTime.getAsLong();
        return failure -> requests.record(Duration.ofNanos(nanoTime.getAsLong() - start));
    }
}
