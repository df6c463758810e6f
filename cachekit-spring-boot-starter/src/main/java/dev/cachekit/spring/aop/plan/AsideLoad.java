package dev.cachekit.spring.aop.plan;

import dev.cachekit.Ttl;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The load of one call. It runs on the caller's thread, or away from it, and now and then twice. */
final class AsideLoad implements Supplier<CompletionStage<Object>> {

    private final CacheAsideLayer layer;
    private final Call call;

    private volatile Optional<Ttl> lifetime = Optional.empty();

    AsideLoad(CacheAsideLayer layer, Call call) {
        this.layer = layer;
        this.call = call;
    }

    /** The lifetime belongs to the load: an expression that fails must fail like the method, not after it. */
    @Override
    public CompletionStage<Object> get() {
        return layer.load(call).thenApply(content -> {
            lifetime = layer.lifetimeOf(call, content);
            return content;
        });
    }

    Optional<Ttl> lifetime() {
        return lifetime;
    }
}
