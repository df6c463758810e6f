package dev.cachekit.redisson;

import dev.cachekit.spi.Lane;
import dev.cachekit.spi.Scheduler;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads from one server. While so many commands are on their way, further reads wait, and go as one command when the next answer
 * has come; a read that finds fewer goes at once. Lock-free; safe for use by many threads.
 *
 * <p>No read joins a command that has been sent. So what it brings is never older than its own beginning, and reads of the same
 * key cost one command together.
 *
 * <p>When no answer has come for {@value #PATIENCE_MILLIS} ms, nobody waits for one: all go at once, and have their own time-outs.
 */
final class ReadQueue {

    /** Keys of one command, unless a single read has more of them: other clients of the server wait meanwhile. */
    static final int MOST_KEYS = 200;

    private static final int PATIENCE_MILLIS = 100;

    private final Reads each;
    private final int atOnce;
    private final Scheduler clock;
    private final AtomicInteger underway = new AtomicInteger();
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private volatile long lastSignNanos;

    ReadQueue(Reads each, int atOnce, Scheduler clock) {
        this.each = each;
        this.atOnce = atOnce;
        this.clock = clock;
        this.lastSignNanos = clock.nanoTime();
    }

    /** A read that has not been sent. */
    private record Waiting(List<String> keys, CompletableFuture<Map<String, byte[]>> found) {

        void end(@Nullable Map<String, byte[]> values, @Nullable Throwable failure) {
            if (failure == null) {
                found.complete(values);
            } else {
                found.completeExceptionally(Commands.unwrap(failure));
            }
        }
    }

    CompletionStage<EntryBytes> entry(Lane lane, String entry, String incarnation) {
        return take()
                ? sent(() -> each.entry(lane, entry, incarnation))
                : together(List.of(entry, incarnation))
                        .thenApply(found -> new EntryBytes(found.get(entry), found.get(incarnation)));
    }

    CompletionStage<Map<String, byte[]>> values(List<String> keys) {
        return take() ? sent(() -> each.values(keys.toArray(String[]::new))) : together(keys);
    }

    private CompletionStage<Map<String, byte[]>> together(List<String> keys) {
        Waiting mine = new Waiting(keys, new CompletableFuture<>());
        waiting.add(mine);
        admit();
        if (clock.nanoTime() - lastSignNanos > TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
            while (!waiting.isEmpty()) {
                underway.incrementAndGet();
                sendNext();
            }
        }
        return mine.found();
    }

    /** Sends those who wait, as long as there is room. */
    private void admit() {
        while (!waiting.isEmpty() && take()) {
            sendNext();
        }
    }

    private boolean take() {
        int now = underway.get();
        while (now < atOnce) {
            if (underway.compareAndSet(now, now + 1)) {
                if (now == 0) {
                    lastSignNanos = clock.nanoTime();
                }
                return true;
            }
            now = underway.get();
        }
        return false;
    }

    private void sendNext() {
        List<Waiting> next = new ArrayList<>();
        Set<String> keys = new LinkedHashSet<>();
        for (Waiting one = waiting.poll(); one != null; one = keys.size() < MOST_KEYS ? waiting.poll() : null) {
            next.add(one);
            keys.addAll(one.keys());
        }
        if (next.isEmpty()) { // others have sent them meanwhile
            underway.decrementAndGet();
        } else {
            sent(() -> each.values(keys.toArray(String[]::new)))
                    .whenComplete((found, failure) -> next.forEach(one -> one.end(found, failure)));
        }
    }

    private <T> CompletionStage<T> sent(Supplier<CompletionStage<T>> read) {
        return begun(read).whenComplete((answer, failure) -> {
            lastSignNanos = clock.nanoTime();
            underway.decrementAndGet();
            admit();
        });
    }

    /** What cannot even be sent must not keep its place. */
    private static <T> CompletionStage<T> begun(Supplier<CompletionStage<T>> read) {
        try {
            return read.get();
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    @Override
    public String toString() {
        return underway + " commands underway, " + waiting.size() + " reads waiting";
    }
}
