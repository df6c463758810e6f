package dev.cachekit.spring.cache;

import dev.cachekit.call.Stages;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The value comes later; the method is called at once. */
@SuppressWarnings("NullAway") // Java 17 does not read annotations of type arguments from class files
record FutureCalls() implements CallShape {

    @Override
    public Object begin(CachingCall call, Work method) {
        return Stages.then(call.open(call.caller()), opened -> begun(call, method))
                .toCompletableFuture();
    }

    private static CompletionStage<@Nullable Object> begun(CachingCall call, Work method) {
        try {
            Object begun = call.begin(method);
            return begun instanceof CompletableFuture<?> future
                    ? future.thenApply(value -> value)
                    : CompletableFuture.failedFuture(new IllegalStateException("no future was returned"));
        } catch (Throwable failure) { // all that a method throws
            return CompletableFuture.failedFuture(failure);
        }
    }

    @Override
    public @Nullable Object answer(CachingCall call, Work whole) throws Throwable {
        Work.Ended begun = whole.ended();
        if (begun.value() instanceof CompletableFuture<?> future) {
            return call.isOurs() ? future.whenComplete((value, failure) -> call.end()) : future;
        }
        call.end();
        return begun.outcome();
    }
}
