package dev.cachekit.spring.aop.plan;

import dev.cachekit.HeldLock;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Interrupts the thread of a call when its lock is lost, but never after the call has left. Of one call. */
final class Interruption {

    private final Lock turn = new ReentrantLock();
    private @Nullable Thread thread;
    private boolean done;

    /** Begins, for the calling thread. */
    void begin(HeldLock lock) {
        turn.lock();
        try {
            thread = Thread.currentThread();
        } finally {
            turn.unlock();
        }
        lock.onLost(this::interrupt);
    }

    private void interrupt() {
        turn.lock();
        try {
            if (thread != null) {
                done = true;
                thread.interrupt();
            }
        } finally {
            turn.unlock();
        }
    }

    /** In place of a thread, cancels what goes on elsewhere. */
    void cancel(HeldLock lock, CompletionStage<?> work) {
        lock.onLost(() -> {
            turn.lock();
            try {
                done |= !work.toCompletableFuture().isDone(); // before its end is heard of
                work.toCompletableFuture().cancel(true);
            } finally {
                turn.unlock();
            }
        });
    }

    /** Ends, on the same thread. An interrupt that was meant for the call does not reach its caller. */
    void end() {
        turn.lock();
        try {
            thread = null;
            if (done) {
                Thread.interrupted();
            }
        } finally {
            turn.unlock();
        }
    }

    /** Whether the call was interrupted. To be asked after its end. */
    boolean isDone() {
        turn.lock();
        try {
            return done;
        } finally {
            turn.unlock();
        }
    }
}
