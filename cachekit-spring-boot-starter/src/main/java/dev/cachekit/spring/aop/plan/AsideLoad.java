package dev.cachekit.spring.aop.plan;

import dev.cachekit.Ttl;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The load of one call. It runs on the caller's thread, or away from it, and now and then twice. */
final class AsideLoad implements Supplier<CompletionStage<Object>> {

    private final CacheAsideLayer layer;
    private final Call call;

    private volatile Optional<Ttl> lifetime = Optional.empty();
    private volatile @Nullable Throwable failure;

    AsideLoad(CacheAsideLayer layer, Call call) {
        this.layer = layer;
        this.call = call;
    }

    /** The lifetime belongs to the load: an expression that fails must fail like the method, not after it. */
    @Override
    public CompletionStage<Object> get() {
        try {
            Object content = layer.load(call);
            lifetime = layer.lifetimeOf(call, content);
            return CompletableFuture.completedFuture(content);
        } catch (Throwable thrown) { // a user's Error must reach every waiting caller as well
            failure = thrown;
            return CompletableFuture.failedFuture(thrown);
        }
    }

    Optional<Ttl> lifetime() {
        return lifetime;
    }

    /** What the method threw in this very call, before stages unwrapped it. */
    @Nullable
    Throwable failure() {
        return failure;
    }
}
