package dev.cachekit.spring.aop.shapes;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.OnBusy;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.annotation.WriteThrough;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** All annotations on methods that return a publisher of many elements. */
public class FluxOps {

    private final Work work;

    /** Makes one. */
    public FluxOps(Work work) {
        this.work = work;
    }

    @CacheAside(cache = "flux-rows", key = "#id")
    public Flux<String> read(long id) {
        return begin("read", id);
    }

    @WriteThrough(cache = "flux-rows", key = "#id")
    public Flux<String> write(long id) {
        return begin("write", id);
    }

    @Invalidate(cache = "flux-rows", key = "#id")
    public Flux<String> remove(long id) {
        return begin("remove", id);
    }

    @SingleFlight(name = "flux-once", key = "#id")
    public Flux<String> once(long id) {
        return begin("once", id);
    }

    @WithLock(name = "flux-queue", key = "#id")
    public Flux<String> locked(long id) {
        return begin("locked", id);
    }

    @WithLock(name = "flux-lock", key = "#id")
    public Flux<String> holding(long id) {
        return begin("holding", id);
    }

    @WithLock(name = "flux-lock", key = "#id", maxWait = "0", onBusy = OnBusy.SKIP)
    public Flux<String> tried(long id) {
        return begin("tried", id);
    }

    @RateLimited(name = "flux-limit", key = "#id", permits = 2, per = "1h")
    public Flux<String> limited(long id) {
        return begin("limited", id);
    }

    @RateLimited(name = "flux-soft", key = "#id", permits = 1, per = "1h", fallback = "instead")
    public Flux<String> softened(long id) {
        return begin("softened", id);
    }

    Flux<String> instead(long id) {
        return begin("instead", id);
    }

    private Flux<String> begin(String operation, long id) {
        return Mono.fromCallable(() -> work.run(operation, id))
                .subscribeOn(Schedulers.fromExecutor(work.threads()))
                .flux();
    }
}
