package dev.cachekit.redisson;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.redisson.api.RedissonClient;

/**
 * Scans the keys of one primary, and hands on what it has found in chunks. It goes on meanwhile, up to the next chunk. Each step
 * follows from the one before, so no two run at a time.
 */
final class KeyScan {

    /** A few per lane, so that a script for a lane has many keys and not one. */
    private static final int KEYS_PER_CHUNK = 4_000;

    private final KeyCursor start;
    private final Function<List<String>, CompletionStage<Long>> action;
    private final CompletableFuture<Long> total = new CompletableFuture<>();
    private List<String> found = new ArrayList<>();
    private CompletionStage<Long> done = CompletableFuture.completedFuture(0L);

    private KeyScan(KeyCursor start, Function<List<String>, CompletionStage<Long>> action) {
        this.start = start;
        this.action = action;
    }

    static List<KeyScan> ofAllPrimaries(
            RedissonClient client, String pattern, Function<List<String>, CompletionStage<Long>> action) {
        return KeyCursor.ofAllPrimaries(client, pattern).stream()
                .map(start -> new KeyScan(start, action))
                .toList();
    }

    /** Answers the sum of what the action answered. */
    CompletionStage<Long> run() {
        read(start);
        return total;
    }

    private void read(KeyCursor from) {
        whenDone(from.read(), this::take);
    }

    private void take(KeyCursor.Page page) {
        found.addAll(page.names());
        KeyCursor next = page.next();
        if (next == null) {
            handOn(this::end);
        } else if (found.size() < KEYS_PER_CHUNK) {
            read(next);
        } else {
            handOn(() -> read(next));
        }
    }

    /** Waits until the last chunk is done with: no more than two are kept at a time. */
    private void handOn(Runnable then) {
        whenDone(done, sum -> {
            List<String> chunk = found;
            found = new ArrayList<>();
            done = action.apply(chunk).thenApply(count -> sum + count);
            then.run();
        });
    }

    private void end() {
        whenDone(done, total::complete);
    }

    private <T> void whenDone(CompletionStage<T> stage, Consumer<T> then) {
        stage.whenComplete((result, failure) -> {
            if (failure == null) {
                then.accept(result);
            } else {
                total.completeExceptionally(failure);
            }
        });
    }
}
