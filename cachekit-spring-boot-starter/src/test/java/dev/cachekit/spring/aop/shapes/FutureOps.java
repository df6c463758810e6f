package dev.cachekit.spring.aop.shapes;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.OnBusy;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.annotation.WriteThrough;
import java.util.concurrent.CompletableFuture;

/** All annotations on methods that return futures. */
public class FutureOps {

    private final Work work;

    /** Makes one. */
    public FutureOps(Work work) {
        this.work = work;
    }

    @CacheAside(cache = "future-rows", key = "#id")
    public CompletableFuture<String> read(long id) {
        return begin("read", id);
    }

    @WriteThrough(cache = "future-rows", key = "#id")
    public CompletableFuture<String> write(long id) {
        return begin("write", id);
    }

    @Invalidate(cache = "future-rows", key = "#id")
    public CompletableFuture<String> remove(long id) {
        return begin("remove", id);
    }

    @SingleFlight(name = "future-once", key = "#id")
    public CompletableFuture<String> once(long id) {
        return begin("once", id);
    }

    @WithLock(name = "future-queue", key = "#id")
    public CompletableFuture<String> locked(long id) {
        return begin("locked", id);
    }

    @WithLock(name = "future-lock", key = "#id")
    public CompletableFuture<String> holding(long id) {
        return begin("holding", id);
    }

    @WithLock(name = "future-lock", key = "#id", maxWait = "0", onBusy = OnBusy.SKIP)
    public CompletableFuture<String> tried(long id) {
        return begin("tried", id);
    }

    @RateLimited(name = "future-limit", key = "#id", permits = 2, per = "1h")
    public CompletableFuture<String> limited(long id) {
        return begin("limited", id);
    }

    @RateLimited(name = "future-soft", key = "#id", permits = 1, per = "1h", fallback = "instead")
    public CompletableFuture<String> softened(long id) {
        return begin("softened", id);
    }

    CompletableFuture<String> instead(long id) {
        return begin("instead", id);
    }

    private CompletableFuture<String> begin(String operation, long id) {
        return CompletableFuture.supplyAsync(() -> work.run(operation, id), work.threads());
    }
}
