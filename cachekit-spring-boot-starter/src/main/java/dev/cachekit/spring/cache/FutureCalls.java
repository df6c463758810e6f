package dev.cachekit.spring.cache;

import dev.cachekit.call.Stages;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The value comes later; the method is called at once. */
@SuppressWarnings("NullAway") // Java 17 does not read annotations of type arguments from class files
record FutureCalls() implements CallShape {

    @Override
    public @Nullable Object answer(CachingCalls calls, Interception interception) throws Throwable {
        CachingCall call = calls.begun();
        Work.Ended begun = Work.ended(() -> interception.run(call, method -> begin(call, method)));
        if (begun.value() instanceof CompletionStage<?> stage) {
            return call.isOurs() ? stage.whenComplete((value, failure) -> call.end()) : stage;
        }
        call.end();
        return begun.outcome();
    }

    private static @Nullable Object begin(CachingCall call, Work method) throws Throwable {
        return call.hasMissed()
                ? Stages.then(call.open(call.caller()), opened -> begun(call, method))
                        .toCompletableFuture()
                : method.run();
    }

    private static CompletionStage<@Nullable Object> begun(CachingCall call, Work method) {
        try {
            Object begun = call.begin(method);
            return begun instanceof CompletionStage<?> stage
                    ? stage.thenApply(value -> value)
                    : CompletableFuture.failedFuture(new IllegalStateException("no future was returned"));
        } catch (Throwable failure) { // all that a method throws
            return CompletableFuture.failedFuture(failure);
        }
    }
}
