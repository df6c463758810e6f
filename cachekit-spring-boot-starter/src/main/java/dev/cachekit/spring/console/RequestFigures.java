package dev.cachekit.spring.console;

import dev.cachekit.spi.Observer;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How long requests to the store take. Safe for use by many threads. */
public final class RequestFigures implements Observer {

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
        if (work != Work.STORE_REQUEST) {
            return Watched.UNSEEN;
        }
        long start = nanoTime.getAsLong();
        return failure -> requests.record(Duration.ofNanos(nanoTime.getAsLong() - start));
    }
}
