package dev.cachekit.topic;

import dev.cachekit.Missed;
import dev.cachekit.SubscribeOptions;
import dev.cachekit.annotation.Overflow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where the messages of one subscription wait for its handlers. Who puts one in never waits; what finds no room is dropped, and
 * that is told in its place among the messages. Safe for use by many threads.
 */
final class Inbox {

    /** So many messages a handler takes before it lets others use its thread. */
    private static final int MESSAGES_PER_TURN = 64;

    /** What waits: a message, or the fact that some are missing. */
    sealed interface Item {

        /** A message, and the reading of the clock when it came. */
        record Message(String topic, byte[] bytes, long arrivedNanos) implements Item {}

        /** Messages are missing here. */
        record Gap(Missed missed) implements Item {}
    }

    /** Takes one item after the other; must not throw. */
    @FunctionalInterface
    interface Handler {
        void handle(Item item);
    }

    private final SubscribeOptions options;
    private final Executor executor;
    private final Handler handler;
    private final Lock lock = new ReentrantLock();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    // all of these under the lock
    private final Deque<Item> items = new ArrayDeque<>();
    private int messages;
    private long droppedBefore;
    private int running;
    private boolean closed;

    Inbox(SubscribeOptions options, Executor executor, Handler handler) {
        this.options = options;
        this.executor = executor;
        this.handler = handler;
    }

    /** Puts a message in, or drops one; tells how many messages were dropped for it. */
    int put(Item.Message message) {
        lock.lock();
        try {
            if (closed) {
                return 0;
            }
            boolean full = messages == options.capacity();
            if (full && options.overflow() == Overflow.DROP_NEWEST) {
                dropNewest();
            } else {
                add(message, full);
            }
            return full ? 1 : 0;
        } finally {
            lock.unlock();
            wake();
        }
    }

    /** Notes that messages may have been missed between the last one put in and the next. */
    void gap() {
        lock.lock();
        try {
            Item.Gap gap = new Item.Gap(new Missed.Disconnected());
            if (!closed && !gap.equals(items.peekLast())) {
                items.add(gap);
            }
        } finally {
            lock.unlock();
            wake();
        }
    }

    /** Forgets what waits. What is being handled is finished. */
    CompletionStage<Void> close() {
        lock.lock();
        try {
            closed = true;
            items.clear();
            droppedBefore = 0;
            endIfIdle();
            return ended;
        } finally {
            lock.unlock();
        }
    }

    private void add(Item.Message message, boolean full) {
        if (full) {
            dropOldest();
        }
        messages++;
        items.add(message);
    }

    /** What was dropped came before everything that waits. */
    private void dropOldest() {
        Iterator<Item> oldest = items.iterator();
        while (!(oldest.next() instanceof Item.Message)) {
            // a gap stays: it is still unknown what was missed there
        }
        oldest.remove();
        messages--;
        droppedBefore++;
    }

    private void dropNewest() {
        long before = items.peekLast() instanceof Item.Gap gap && gap.missed() instanceof Missed.Overflowed last
                ? last.count()
                : 0;
        if (before > 0) {
            items.removeLast();
        }
        items.add(new Item.Gap(new Missed.Overflowed(before + 1)));
    }

    /** Starts one more handler if something waits; one that comes too late rests at once. */
    private void wake() {
        lock.lock();
        try {
            if (items.isEmpty() || running == options.handlers()) {
                return;
            }
            running++;
        } finally {
            lock.unlock();
        }
        start();
    }

    private void start() {
        try {
            executor.execute(this::handleSome);
        } catch (RejectedExecutionException shutDown) {
            rest();
            close();
        }
    }

    private void handleSome() {
        for (int i = 0; i < MESSAGES_PER_TURN; i++) {
            Item item = takeOrRest();
            if (item == null) {
                return;
            }
            handler.handle(item);
        }
        start();
    }

    private @Nullable Item takeOrRest() {
        lock.lock();
        try {
            Item item = take();
            if (item == null) {
                running--;
                endIfIdle();
            }
            return item;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Item take() {
        if (droppedBefore > 0) {
            Item.Gap gap = new Item.Gap(new Missed.Overflowed(droppedBefore));
            droppedBefore = 0;
            return gap;
        }
        Item item = items.poll();
        messages -= item instanceof Item.Message ? 1 : 0;
        return item;
    }

    private void rest() {
        lock.lock();
        try {
            running--;
        } finally {
            lock.unlock();
        }
    }

    private void endIfIdle() {
        if (closed && running == 0) {
            ended.complete(null);
        }
    }
}
