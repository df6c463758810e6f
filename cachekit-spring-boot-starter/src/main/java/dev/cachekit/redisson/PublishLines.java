package dev.cachekit.redisson;

import dev.cachekit.BackendUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.redisson.api.BatchOptions;
import org.redisson.api.RBatch;
import org.redisson.api.RTopicAsync;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * Sends the messages of each channel in the order of the calls. The client's connections overtake each other, so there is at most
 * one request under way per channel; what is published meanwhile waits, and goes with the next one. Each is sent once.
 */
final class PublishLines {

    /** So many messages may wait for one channel. */
    static final int ROOM = 100_000;

    private static final int MESSAGES_PER_REQUEST = 1_000;

    private final RedissonClient client;
    private final Commands commands;
    private final ConcurrentMap<String, Line> lines = new ConcurrentHashMap<>();

    PublishLines(RedissonClient client, Commands commands) {
        this.client = client;
        this.commands = commands;
    }

    private record Letter(byte[] message, CompletableFuture<Void> sent) {}

    /** What waits for one channel. Looked at and changed only inside the map's atomic {@code compute}. */
    private static final class Line {

        private final Queue<Letter> waiting = new ArrayDeque<>();
        private boolean sending;

        boolean add(Letter letter) {
            return waiting.size() < ROOM && waiting.add(letter);
        }

        List<Letter> next() {
            List<Letter> next = new ArrayList<>();
            while (!waiting.isEmpty() && next.size() < MESSAGES_PER_REQUEST) {
                next.add(waiting.remove());
            }
            sending = !next.isEmpty();
            return next;
        }
    }

    CompletionStage<Void> publish(RedisChannel channel, byte[] message) {
        Letter letter = new Letter(message, new CompletableFuture<>());
        List<Letter> now = new ArrayList<>();
        lines.compute(channel.name(), (name, known) -> {
            Line line = known == null ? new Line() : known;
            if (!line.add(letter)) {
                letter.sent()
                        .completeExceptionally(BackendUnavailableException.notSent(
                                "more than " + ROOM + " messages wait to be sent to " + channel));
            } else if (!line.sending) {
                now.addAll(line.next());
            }
            return line;
        });
        send(channel, now);
        return letter.sent();
    }

    private void send(RedisChannel channel, List<Letter> letters) {
        if (!letters.isEmpty()) {
            commands.send("publish", () -> request(channel, letters)).whenComplete((taken, failure) -> {
                next(channel);
                letters.forEach(letter -> end(letter, failure));
            });
        }
    }

    private static void end(Letter letter, @Nullable Throwable failure) {
        if (failure == null) {
            letter.sent().complete(null);
        } else {
            letter.sent().completeExceptionally(failure);
        }
    }

    private void next(RedisChannel channel) {
        List<Letter> next = new ArrayList<>();
        lines.computeIfPresent(channel.name(), (name, line) -> {
            next.addAll(line.next());
            return line.sending ? line : null;
        });
        send(channel, next);
    }

    private CompletionStage<?> request(RedisChannel channel, List<Letter> letters) {
        RBatch batch = client.createBatch(BatchOptions.defaults().retryAttempts(0));
        RTopicAsync topic = batch.getTopic(channel.name(), ByteArrayCodec.INSTANCE);
        letters.forEach(letter -> topic.publishAsync(letter.message()));
        return batch.executeAsync();
    }
}
