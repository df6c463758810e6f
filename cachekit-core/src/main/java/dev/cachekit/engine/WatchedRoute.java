package dev.cachekit.engine;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.strategy.Route;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Notes the failure of a request, which the operation of a cache does not tell: it goes on without the store. */
final class WatchedRoute implements Route {

    private final Route route;
    private volatile @Nullable Throwable failure;

    WatchedRoute(Route route) {
        this.route = route;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> send(Function<EntryStore, CompletionStage<T>> request) {
        return Stages.either(route.send(request), CompletableFuture::completedFuture, failed -> {
            failure = failed;
            return CompletableFuture.failedFuture(failed);
        });
    }
}
