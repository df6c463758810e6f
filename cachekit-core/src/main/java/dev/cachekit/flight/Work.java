package dev.cachekit.flight;

import dev.cachekit.call.Stages;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The call itself, as one caller makes it for all. Made once. */
final class Work<T extends @Nullable Object> {

    private final Supplier<CompletionStage<T>> start;
    private final Lock lock = new ReentrantLock();
    private @Nullable Thread inside;
    private @Nullable CompletableFuture<T> begun;
    private boolean cancelled;

    Work(Supplier<CompletionStage<T>> start) {
        this.start = start;
    }

    /** Runs the user's code on this thread, up to its stage. */
    CompletionStage<T> start() {
        if (!enter()) {
            return CompletableFuture.failedFuture(new CancellationException("nobody waits for the call any more"));
        }
        return leave(Stages.begun(start));
    }

    /** Tells whether a thread is within the user's code, so that it must not wait for the call's end. */
    boolean isInside(Thread thread) {
        lock.lock();
        try {
            return inside == thread;
        } finally {
            lock.unlock();
        }
    }

    /** Interrupts the thread that is within the user's code, or cancels the stage it has given. */
    void cancel() {
        lock.lock();
        try {
            cancelled = true;
            if (inside != null) {
                inside.interrupt();
            }
        } finally {
            lock.unlock();
        }
        CompletableFuture<T> stage = begun;
        if (stage != null) {
            stage.cancel(true);
        }
    }

    private boolean enter() {
        lock.lock();
        try {
            inside = cancelled ? null : Thread.currentThread();
            return !cancelled;
        } finally {
            lock.unlock();
        }
    }

    private CompletionStage<T> leave(CompletionStage<T> stage) {
        lock.lock();
        try {
            inside = null;
            begun = stage.toCompletableFuture();
            if (cancelled) {
                Thread.interrupted(); // it was meant for the call, not for what this thread does next
                begun.cancel(true);
            }
            return stage;
        } finally {
            lock.unlock();
        }
    }
}
