package dev.cachekit.spring.aop.plan;

import dev.cachekit.Ttl;
import dev.cachekit.strategy.CacheRegion;
import dev.cachekit.strategy.Load;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A load that decides how long its value is stored. The decision belongs to the load: an expression that fails must fail like the
 * method, not after it. It runs on the caller's thread, or away from it, and now and then twice.
 */
final class NotedLoad implements Supplier<CompletionStage<Object>> {

    private final Supplier<CompletionStage<Object>> start;
    private final Function<@Nullable Object, Optional<Ttl>> decision;

    private volatile Optional<Ttl> lifetime = Optional.empty();

    private NotedLoad(Supplier<CompletionStage<Object>> start, Function<@Nullable Object, Optional<Ttl>> decision) {
        this.start = start;
        this.decision = decision;
    }

    static Load<Object> of(
            CacheRegion<Object> region,
            Supplier<CompletionStage<Object>> start,
            Function<@Nullable Object, Optional<Ttl>> decision) {
        NotedLoad load = new NotedLoad(start, decision);
        return Load.starting(region, load).storedFor(value -> load.lifetime);
    }

    @Override
    public CompletionStage<Object> get() {
        return start.get().thenApply(content -> {
            lifetime = decision.apply(content);
            return content;
        });
    }
}
