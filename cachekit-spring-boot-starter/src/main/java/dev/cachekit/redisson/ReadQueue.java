package dev.cachekit.redisson;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.Scheduler;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads from one server. What waits goes as one command.
 *
 * <p>No read joins a command that has been sent. So what it brings is never older than its own beginning, and reads of the same
 * key cost one command together. If that fails, the failure is that of one of them; the others say that they were not sent.
 */
final class ReadQueue {

    /** Keys of one command, unless a single read has more of them: other clients of the server wait meanwhile. */
    static final int MOST_KEYS = 200;

    private final Reads each;
    private final CommandQueue<Waiting> queue;
    private final Portion mostKeys = new Portion(2, MOST_KEYS);

    ReadQueue(Reads each, int atOnce, Scheduler clock) {
        this.each = each;
        this.queue = new CommandQueue<>(atOnce, clock, Together::new);
    }

    /** A read that has not been sent. */
    private record Waiting(List<String> keys, CompletableFuture<Map<String, byte[]>> found) {}

    CompletionStage<EntryBytes> entry(Lane lane, String entry, String incarnation) {
        CompletionStage<EntryBytes> now = queue.sendNow(() -> each.entry(lane, entry, incarnation));
        return now != null
                ? now
                : together(List.of(entry, incarnation))
                        .thenApply(found -> new EntryBytes(found.get(entry), found.get(incarnation)));
    }

    CompletionStage<Map<String, byte[]>> values(String... keys) {
        CompletionStage<Map<String, byte[]>> now = queue.sendNow(() -> each.values(keys));
        return now != null ? now : together(List.of(keys));
    }

    private CompletionStage<Map<String, byte[]>> together(List<String> keys) {
        Waiting mine = new Waiting(keys, new CompletableFuture<>());
        queue.add(mine);
        return mine.found();
    }

    /** Reads that go as one command. A read of many keys goes with others only if it fits. */
    private final class Together implements CommandQueue.Joint<Waiting> {

        private final Set<String> keys = new LinkedHashSet<>();
        private final List<CompletableFuture<Map<String, byte[]>>> readers = new ArrayList<>();

        @Override
        public boolean hasRoomFor(Waiting read) {
            return keys.size() + read.keys().size() <= mostKeys.now();
        }

        @Override
        public void add(Waiting read) {
            readers.add(read.found());
            keys.addAll(read.keys());
        }

        @Override
        public CompletionStage<Runnable> send() {
            return CommandQueue.begun(() -> each.values(keys.toArray(String[]::new)))
                    .handle((found, failure) -> failure == null ? read(found) : () -> fail(Commands.unwrap(failure)));
        }

        private Runnable read(Map<String, byte[]> found) {
            learn(found);
            return () -> readers.forEach(reader -> reader.complete(found));
        }

        private void fail(Throwable failure) {
            readers.get(0).completeExceptionally(failure);
            Throwable others = failure instanceof BackendUnavailableException
                    ? BackendUnavailableException.notSent(
                            "the read went with others, and they failed: " + failure.getMessage())
                    : failure;
            readers.subList(1, readers.size()).forEach(reader -> reader.completeExceptionally(others));
        }

        private void learn(Map<String, byte[]> found) {
            long bytes =
                    found.values().stream().mapToLong(value -> value.length).sum();
            mostKeys.learn(found.size(), bytes);
        }
    }

    @Override
    public String toString() {
        return queue.toString();
    }
}
