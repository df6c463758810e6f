package dev.cachekit.spring.aop.shapes;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.OnBusy;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.annotation.WriteThrough;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** All annotations on methods that return a publisher of one element. */
public class MonoOps {

    private final Work work;

    /** Makes one. */
    public MonoOps(Work work) {
        this.work = work;
    }

    @CacheAside(cache = "mono-rows", key = "#id")
    public Mono<String> read(long id) {
        return begin("read", id);
    }

    @WriteThrough(cache = "mono-rows", key = "#id")
    public Mono<String> write(long id) {
        return begin("write", id);
    }

    @Invalidate(cache = "mono-rows", key = "#id")
    public Mono<String> remove(long id) {
        return begin("remove", id);
    }

    @SingleFlight(name = "mono-once", key = "#id")
    public Mono<String> once(long id) {
        return begin("once", id);
    }

    @WithLock(name = "mono-queue", key = "#id")
    public Mono<String> locked(long id) {
        return begin("locked", id);
    }

    @WithLock(name = "mono-lock", key = "#id")
    public Mono<String> holding(long id) {
        return begin("holding", id);
    }

    @WithLock(name = "mono-lock", key = "#id", maxWait = "0", onBusy = OnBusy.SKIP)
    public Mono<String> tried(long id) {
        return begin("tried", id);
    }

    @RateLimited(name = "mono-limit", key = "#id", permits = 2, per = "1h")
    public Mono<String> limited(long id) {
        return begin("limited", id);
    }

    @RateLimited(name = "mono-soft", key = "#id", permits = 1, per = "1h", fallback = "instead")
    public Mono<String> softened(long id) {
        return begin("softened", id);
    }

    Mono<String> instead(long id) {
        return begin("instead", id);
    }

    private Mono<String> begin(String operation, long id) {
        return Mono.fromCallable(() -> work.run(operation, id)).subscribeOn(Schedulers.fromExecutor(work.threads()));
    }
}
