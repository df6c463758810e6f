package dev.cachekit.spring.aop.shapes;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.OnBusy;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.annotation.WriteThrough;
import org.jspecify.annotations.Nullable;

/** All annotations on methods that return the content. */
public class BlockingOps {

    private final Work work;

    /** Makes one. */
    public BlockingOps(Work work) {
        this.work = work;
    }

    @CacheAside(cache = "blocking-rows", key = "#id")
    public @Nullable String read(long id) {
        return begin("read", id);
    }

    @WriteThrough(cache = "blocking-rows", key = "#id")
    public @Nullable String write(long id) {
        return begin("write", id);
    }

    @Invalidate(cache = "blocking-rows", key = "#id")
    public @Nullable String remove(long id) {
        return begin("remove", id);
    }

    @SingleFlight(name = "blocking-once", key = "#id")
    public @Nullable String once(long id) {
        return begin("once", id);
    }

    @WithLock(name = "blocking-queue", key = "#id")
    public @Nullable String locked(long id) {
        return begin("locked", id);
    }

    @WithLock(name = "blocking-lock", key = "#id")
    public @Nullable String holding(long id) {
        return begin("holding", id);
    }

    @WithLock(name = "blocking-lock", key = "#id", maxWait = "0", onBusy = OnBusy.SKIP)
    public @Nullable String tried(long id) {
        return begin("tried", id);
    }

    @RateLimited(name = "blocking-limit", key = "#id", permits = 2, per = "1h")
    public @Nullable String limited(long id) {
        return begin("limited", id);
    }

    @RateLimited(name = "blocking-soft", key = "#id", permits = 1, per = "1h", fallback = "instead")
    public @Nullable String softened(long id) {
        return begin("softened", id);
    }

    @Nullable
    String instead(long id) {
        return begin("instead", id);
    }

    private @Nullable String begin(String operation, long id) {
        return work.run(operation, id);
    }
}
