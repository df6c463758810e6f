package dev.cachekit.spring.aop.plan;

import dev.cachekit.call.Caller;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands still while a call begins, on the thread that made it, which is in a transaction; when the call has gone elsewhere, or
 * has been handed to its caller, it is continued. Safe for use by many threads.
 */
final class CallerAtHome implements Caller {

    private final Thread home = Thread.currentThread();
    private final Caller elsewhere;
    private volatile boolean left;

    CallerAtHome(Caller elsewhere) {
        this.elsewhere = elsewhere;
    }

    /** The call has begun, and its thread goes on: perhaps out of the transaction, or into another. */
    void leave() {
        left = true;
    }

    @Override
    public boolean staysOnItsThread() {
        return !left && Thread.currentThread() == home;
    }

    @Override
    public <T> CompletionStage<T> await(CompletionStage<T> stage, Duration atMost) {
        return present().await(stage, atMost);
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> begin(Supplier<CompletionStage<T>> userCode) {
        return present().begin(userCode);
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> resumed(CompletionStage<T> stage) {
        return elsewhere.resumed(stage);
    }

    private Caller present() {
        return staysOnItsThread() ? BLOCKING : elsewhere;
    }
}
