package dev.cachekit.limit;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.annotation.BackendFailure;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.LimitRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Gives permits back.
 *
 * @param ports what to work with
 * @param limiter the limiter's name
 * @param denied what was refused a moment ago
 * @param rule what to do while the store is away
 * @param caller how to wait
 */
record CreditCall(LimitPorts ports, String limiter, DenyMemory denied, BackendFailure rule, Caller caller) {

    CompletionStage<Void> give(LimitRequest request) {
        return Stages.<Void, Void>either(
                        ports.storeTime(caller).spend(() -> ports.store().credit(request)),
                        CompletableFuture::completedFuture,
                        failure -> withoutStore(request, failure))
                .whenComplete((done, failure) -> denied.forget(request.subject()));
    }

    private CompletionStage<Void> withoutStore(LimitRequest request, Throwable failure) {
        if (!(failure instanceof BackendUnavailableException)) {
            return CompletableFuture.failedFuture(failure);
        }
        ports.listener().onLimitStoreFailure(limiter, failure);
        return switch (rule) {
            case LOCAL -> ports.local().credit(request);
            case OPEN -> CompletableFuture.completedFuture(null);
            case CLOSED -> CompletableFuture.failedFuture(failure);
        };
    }
}
