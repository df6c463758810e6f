package dev.cachekit.redisson;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads from one server. While so many commands are on their way, further reads wait, and go as one command when the next answer
 * has come; a read that finds fewer goes at once. Lock-free; safe for use by many threads.
 *
 * <p>No read joins a command that has been sent. So what it brings is never older than its own beginning, and reads of the same
 * key cost one command together. If that fails, the failure is that of one of them; the others say that they were not sent.
 *
 * <p>Nobody waits behind silence: when a read has waited for {@link #PATIENCE}, what is on its way counts no more.
 */
final class ReadQueue {

    /** Keys of one command, unless a single read has more of them: other clients of the server wait meanwhile. */
    static final int MOST_KEYS = 200;

    /** After an answer of more bytes the next command has half as many keys. */
    static final int MOST_BYTES = 1 << 20;

    static final Duration PATIENCE = Duration.ofMillis(100);

    private final Reads each;
    private final int atOnce;
    private final Scheduler clock;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean watched = new AtomicBoolean();

    /** Counts the commands on their way. Another counter takes its place when they are given up. */
    private volatile AtomicInteger underway = new AtomicInteger();

    private volatile int mostKeys = MOST_KEYS;

    ReadQueue(Reads each, int atOnce, Scheduler clock) {
        this.each = each;
        this.atOnce = atOnce;
        this.clock = clock;
    }

    /** A read that has not been sent. */
    private record Waiting(List<String> keys, long sinceNanos, CompletableFuture<Map<String, byte[]>> found) {}

    CompletionStage<EntryBytes> entry(Lane lane, String entry, String incarnation) {
        AtomicInteger place = take();
        return place != null
                ? sent(place, () -> each.entry(lane, entry, incarnation))
                : together(List.of(entry, incarnation))
                        .thenApply(found -> new EntryBytes(found.get(entry), found.get(incarnation)));
    }

    CompletionStage<Map<String, byte[]>> values(String... keys) {
        AtomicInteger place = take();
        return place != null ? sent(place, () -> each.values(keys)) : together(List.of(keys));
    }

    private CompletionStage<Map<String, byte[]>> together(List<String> keys) {
        Waiting mine = new Waiting(keys, clock.nanoTime(), new CompletableFuture<>());
        waiting.add(mine);
        watch();
        admit();
        return mine.found();
    }

    /** Looks after those who wait, now and then, as long as there are any. */
    private void watch() {
        if (watched.compareAndSet(false, true)) {
            clock.after(PATIENCE, () -> {
                watched.set(false);
                Waiting first = waiting.peek();
                if (first != null) {
                    giveUp(first);
                    watch();
                }
            });
        }
    }

    private void giveUp(Waiting first) {
        if (clock.nanoTime() - first.sinceNanos() >= PATIENCE.toNanos()) {
            underway = new AtomicInteger();
            admit();
        }
    }

    /** Sends those who wait, as long as there is room. */
    private void admit() {
        while (!waiting.isEmpty()) {
            AtomicInteger place = take();
            if (place == null) {
                return;
            }
            sendNext(place);
        }
    }

    /** Returns what counts the place that was taken; null if there is none. */
    private @Nullable AtomicInteger take() {
        AtomicInteger places = underway;
        int now = places.get();
        while (now < atOnce) {
            if (places.compareAndSet(now, now + 1)) {
                return places;
            }
            now = places.get();
        }
        return null;
    }

    private void sendNext(AtomicInteger place) {
        List<CompletableFuture<Map<String, byte[]>>> readers = new ArrayList<>();
        Set<String> keys = next(readers);
        if (readers.isEmpty()) { // others have sent them meanwhile
            place.decrementAndGet();
            return;
        }
        sent(place, () -> each.values(keys.toArray(String[]::new)).thenApply(this::learnt))
                .whenComplete((found, failure) -> {
                    if (failure == null) {
                        readers.forEach(reader -> reader.complete(found));
                    } else {
                        fail(readers, Commands.unwrap(failure));
                    }
                });
    }

    /** A read of many keys goes with others only if it fits. */
    private Set<String> next(List<CompletableFuture<Map<String, byte[]>>> readers) {
        Set<String> keys = new LinkedHashSet<>();
        for (Waiting one = waiting.peek(); one != null; one = waiting.peek()) {
            if (!readers.isEmpty() && keys.size() + one.keys().size() > mostKeys) {
                break;
            }
            if (waiting.remove(one)) {
                readers.add(one.found());
                keys.addAll(one.keys());
            }
        }
        return keys;
    }

    private Map<String, byte[]> learnt(Map<String, byte[]> found) {
        long bytes = found.values().stream().mapToLong(value -> value.length).sum();
        mostKeys = bytes > MOST_BYTES ? Math.max(2, found.size() / 2) : Math.min(MOST_KEYS, mostKeys * 2);
        return found;
    }

    private static void fail(List<CompletableFuture<Map<String, byte[]>>> readers, Throwable failure) {
        readers.get(0).completeExceptionally(failure);
        Throwable others = failure instanceof BackendUnavailableException
                ? BackendUnavailableException.notSent(
                        "the read went with others, and they failed: " + failure.getMessage())
                : failure;
        readers.subList(1, readers.size()).forEach(reader -> reader.completeExceptionally(others));
    }

    private <T> CompletionStage<T> sent(AtomicInteger place, Supplier<CompletionStage<T>> read) {
        return begun(read).whenComplete((answer, failure) -> {
            place.decrementAndGet();
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
