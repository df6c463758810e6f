package dev.cachekit.batch;

import dev.cachekit.call.Stages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps requests back until all are ready to go. Their time at the store is counted from then on, by the deadline and by the
 * breakers: what it takes to encode the others is none of it. Safe for use by many threads, as an early answer may be followed
 * by a second request while the others are still being made.
 */
final class Departure {

    private final List<Runnable> waiting = new ArrayList<>();
    private final Runnable send;
    private final Lock lock = new ReentrantLock();
    private boolean gone;

    /** Ends by sending what was made. */
    Departure(Runnable send) {
        this.send = send;
    }

    /** Makes a request when all go; what comes later is made at once. */
    <T extends @Nullable Object> CompletionStage<T> join(Supplier<CompletionStage<T>> request) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        return waits(() -> Stages.pass(Stages.begun(request), answer)) ? answer : Stages.begun(request);
    }

    void go() {
        lock.lock(); // until all are sent: no other thread gets in between
        try {
            gone = true;
            waiting.forEach(Runnable::run);
            send.run();
        } finally {
            lock.unlock();
        }
    }

    private boolean waits(Runnable making) {
        lock.lock();
        try {
            return !gone && waiting.add(making);
        } finally {
            lock.unlock();
        }
    }
}
