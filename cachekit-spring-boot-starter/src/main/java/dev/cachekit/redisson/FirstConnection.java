package dev.cachekit.redisson;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.redisson.api.RedissonClient;

/**
 * Makes the first connection on a thread of its own. A client that connects lazily does so on the thread of whoever
 * sends a command, and blocks it until the server answers or the connection is given up.
 *
 * <p>There is a connection once any of the servers answers: while one primary of a cluster is down, the others serve.
 */
final class FirstConnection {

    private static final CompletableFuture<Void> CONNECTED = CompletableFuture.completedFuture(null);

    private final RedissonClient client;
    private final List<String> probeKeys;
    private final Duration patience;
    private final AtomicReference<CompletableFuture<Void>> attempt = new AtomicReference<>();

    FirstConnection(RedissonClient client, List<String> probeKeys, Duration patience) {
        this.client = client;
        this.probeKeys = List.copyOf(probeKeys);
        this.patience = patience;
    }

    /** Sends the command at once if there was a connection before, else as soon as there is. */
    <T> CompletionStage<T> then(Supplier<? extends CompletionStage<T>> command) {
        CompletableFuture<Void> current = attempt();
        if (current == CONNECTED) {
            return command.get();
        }
        return current.copy()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(connected -> command.get());
    }

    /** Connects in the background unless that is under way. */
    void begin() {
        attempt();
    }

    private CompletableFuture<Void> attempt() {
        CompletableFuture<Void> current = attempt.get();
        if (current != null && (current == CONNECTED || !current.isDone())) {
            return current;
        }
        CompletableFuture<Void> next = new CompletableFuture<>();
        if (attempt.compareAndSet(current, next)) {
            Thread thread = new Thread(() -> connect(next), "cachekit-redis-connect");
            thread.setDaemon(true);
            thread.start();
        }
        return attempt.get();
    }

    private CompletableFuture<Boolean> firstAnswer() {
        CompletableFuture<Boolean> first = new CompletableFuture<>();
        CompletableFuture<?>[] all = probeKeys.stream()
                .map(key -> client.getBucket(key).isExistsAsync().toCompletableFuture())
                .peek(answer -> answer.thenAccept(first::complete))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).exceptionally(failure -> {
            first.completeExceptionally(failure);
            return null;
        });
        return first;
    }

    private void connect(CompletableFuture<Void> result) {
        try {
            firstAnswer().get();
            attempt.set(CONNECTED);
            result.complete(null);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            result.completeExceptionally(interrupted);
        } catch (ExecutionException | CompletionException failure) {
            result.completeExceptionally(failure.getCause() == null ? failure : failure.getCause());
        } catch (RuntimeException failure) {
            result.completeExceptionally(failure);
        }
    }
}
