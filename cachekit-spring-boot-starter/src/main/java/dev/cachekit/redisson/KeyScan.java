package dev.cachekit.redisson;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.redisson.api.RedissonClient;

/** Scans the keys of one primary, and hands on page by page; the next page is asked for when the last is done with. */
final class KeyScan {

    private final KeyCursor cursor;
    private final Function<List<String>, CompletionStage<Long>> action;
    private final CompletableFuture<Long> total = new CompletableFuture<>();

    private KeyScan(KeyCursor cursor, Function<List<String>, CompletionStage<Long>> action) {
        this.cursor = cursor;
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
        page(cursor, 0);
        return total;
    }

    private void page(KeyCursor from, long sum) {
        from.read().whenComplete((page, failure) -> {
            if (failure == null) {
                hand(page, sum);
            } else {
                total.completeExceptionally(failure);
            }
        });
    }

    private void hand(KeyCursor.Page page, long sum) {
        action.apply(page.names()).whenComplete((count, failure) -> {
            if (failure != null) {
                total.completeExceptionally(failure);
            } else if (page.next() == null) {
                total.complete(sum + count);
            } else {
                page(page.next(), sum + count);
            }
        });
    }
}
