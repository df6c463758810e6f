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

    private final Queue<Runnable> deliveries = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicBoolean warned = new AtomicBoolean();
    private final AtomicBoolean endsWithLoss = new AtomicBoolean();
    private final Executor executor;
    private final Consumer<T> receiver;
    private final Runnable onLoss;
    private volatile boolean closed;

    Mailbox(Executor executor, Consumer<T> receiver) {
        this(executor, receiver, () -> {});
    }

    /** Tells, between the messages before and after, that some were lost. */
    Mailbox(Executor executor, Consumer<T> receiver, Runnable onLoss) {
        this.executor = executor;
        this.receiver = receiver;
        this.onLoss = onLoss;
    }

    void post(T message) {
        if (closed) {
            return;
        }
        if (pending.get() >= CAPACITY) {
            lose();
            return;
        }
        endsWithLoss.set(false);
        add(() -> receiver.accept(message));
    }

    private void lose() {
        warnOnce("a receiver is too slow; messages to it are lost while " + CAPACITY + " wait", null);
        if (endsWithLoss.compareAndSet(false, true)) {
            add(onLoss);
        }
    }

    private void add(Runnable delivery) {
        deliveries.add(delivery);
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
            Runnable delivery = deliveries.poll();
            if (delivery != null && !closed) {
                deliver(delivery);
            }
        } while (pending.decrementAndGet() > 0);
    }

    private void deliver(Runnable delivery) {
        try {
            delivery.run();
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
