package dev.cachekit.test.shop;

import dev.cachekit.annotation.Algorithm;
import dev.cachekit.annotation.BackendFailure;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.NearCache;
import dev.cachekit.annotation.RateLimited;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Service;

/** Counts how often it is asked. */
@Service
public class Stock {

    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean closed;

    @CacheAside(cache = "stock", ttl = "10m")
    public int of(String item) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        return asked.incrementAndGet();
    }

    @CacheAside(cache = "places", ttl = "10m")
    public String place(String item, int shelf) {
        return item + "@" + shelf;
    }

    @CacheAside(cache = "early", ttl = "10m", refreshAhead = 0.5)
    public int early(String item) {
        return asked.incrementAndGet();
    }

    @CacheAside(cache = "late", ttl = "10m", staleWhileRevalidate = "5m")
    public int late(String item) {
        return asked.incrementAndGet();
    }

    @CacheAside(cache = "near", ttl = "10m", near = NearCache.ON)
    public int near(String item) {
        return asked.incrementAndGet();
    }

    @Invalidate(cache = "stock", key = "#item")
    public void sell(String item) {}

    @RateLimited(name = "orders", permits = 2, per = "1m", algorithm = Algorithm.FIXED_WINDOW)
    public void order() {}

    @RateLimited(name = "strict", permits = 2, per = "1m", onBackendFailure = BackendFailure.CLOSED)
    public void orderStrictly() {}

    @RateLimited(name = "lax", permits = 1, per = "1m", onBackendFailure = BackendFailure.OPEN)
    public void orderLaxly() {}

    @RateLimited(name = "bucket", permits = 1, per = "300ms", maxWait = "5s", algorithm = Algorithm.TOKEN_BUCKET)
    public void awaitToken() {}

    @RateLimited(name = "fixed", permits = 1, per = "300ms", maxWait = "5s", algorithm = Algorithm.FIXED_WINDOW)
    public void awaitFixedWindow() {}

    @RateLimited(name = "sliding", permits = 1, per = "300ms", maxWait = "5s", algorithm = Algorithm.SLIDING_WINDOW)
    public void awaitSlidingWindow() {}

    @CacheAside(cache = "hanging", ttl = "10m", key = "'one'")
    public int hanging(CountDownLatch gate) throws InterruptedException {
        gate.await();
        return 1;
    }

    public int asked() {
        return asked.get();
    }

    void close(boolean isClosed) {
        closed = isClosed;
    }
}
