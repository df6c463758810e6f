package dev.cachekit.spring.metrics;

import dev.cachekit.spi.Observer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;

/** Times requests to Redis. Safe for use by many threads. */
public final class RequestMeters implements Observer {

    private final MeterBook book;

    /**
     * Makes an observer.
     *
     * @param registry keeps the meters
     */
    public RequestMeters(MeterRegistry registry) {
        this.book = new MeterBook(registry);
    }

    @Override
    public Watched begin(Work work, String name) {
        if (work != Work.STORE_REQUEST) {
            return Watched.UNSEEN;
        }
        long start = System.nanoTime();
        return failure -> book.timer(StoreMeter.REQUESTS, name, Names.ofResult(failure == null))
                .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }
}
