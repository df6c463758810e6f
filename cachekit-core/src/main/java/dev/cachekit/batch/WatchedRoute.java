package dev.cachekit.batch;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.strategy.Route;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps requests until all go, and notes the failure of one, which the operation of a cache does not tell: it goes on without the
 * store.
 */
final class WatchedRoute implements Route {

    private final Route route;
    private final Departure departure;
    private volatile @Nullable Throwable failure;

    WatchedRoute(Route route, Departure departure) {
        this.route = route;
        this.departure = departure;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> send(Function<EntryStore, CompletionStage<T>> request) {
        return Stages.either(departure.join(() -> route.send(request)), CompletableFuture::completedFuture, failed -> {
            failure = failed;
            return CompletableFuture.failedFuture(failed);
        });
    }
}
