package dev.cachekit.inprocess;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands messages to one receiver, one at a time and in order, on an executor. A slow receiver fills only its own box and
 * then loses messages, as a slow subscriber of Redis does. Safe for use by many threads.
 */
final class Mailbox<T> {

    static final int CAPACITY = 10_000;

    private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

    private final Queue<T> messages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicBoolean warned = new AtomicBoolean();
    private final Executor executor;
    private final Consumer<T> receiver;
    private volatile boolean closed;

    Mailbox(Executor executor, Consumer<T> receiver) {
        this.executor = executor;
        this.receiver = receiver;
    }

    void post(T message) {
        if (closed) {
            return;
        }
        if (pending.get() >= CAPACITY) {
            warnOnce("a receiver is too slow; messages to it are lost while " + CAPACITY + " wait", null);
            return;
        }
        messages.add(message);
        if (pending.getAndIncrement() == 0) {
            start();
        }
    }

    void close() {
        closed = true;
    }

    private void start() {
        try {
            executor.execute(this::deliverAll);
        } catch (RejectedExecutionException e) {
            // The backend is closed, and with it all subscriptions.
            close();
        }
    }

    private void deliverAll() {
        do {
            T message = messages.poll();
            if (message != null && !closed) {
                deliver(message);
            }
        } while (pending.decrementAndGet() > 0);
    }

    private void deliver(T message) {
        try {
            receiver.accept(message);
        } catch (RuntimeException | Error e) {
            warnOnce("a receiver failed; it gets the next message nevertheless", e);
        }
    }

    private void warnOnce(String text, @Nullable Throwable failure) {
        if (warned.compareAndSet(false, true)) {
            log.warn("in-process backend: {}; later occurrences are not logged", text, failure);
        }
    }
}
