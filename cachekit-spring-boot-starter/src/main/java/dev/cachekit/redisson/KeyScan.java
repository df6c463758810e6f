package dev.cachekit.redisson;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.RedissonKeys;
import org.redisson.ScanResult;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisClient;
import org.redisson.connection.MasterSlaveEntry;

/**
 * Scans the keys of one primary, and hands on page by page; the next page is asked for when the last is done with.
 *
 * <p>Redisson's own asynchronous iterator ends at the first page without a match, and its other one blocks.
 */
final class KeyScan {

    private static final int KEYS_PER_PAGE = 1000;
    private static final String START = "0";

    private final RedissonKeys keys;
    private final MasterSlaveEntry primary;
    private final String pattern;
    private final Function<List<String>, CompletionStage<Long>> action;
    private final CompletableFuture<Long> total = new CompletableFuture<>();

    private KeyScan(
            RedissonKeys keys,
            MasterSlaveEntry primary,
            String pattern,
            Function<List<String>, CompletionStage<Long>> action) {
        this.keys = keys;
        this.primary = primary;
        this.pattern = pattern;
        this.action = action;
    }

    static List<KeyScan> ofAllPrimaries(
            RedissonClient client, String pattern, Function<List<String>, CompletionStage<Long>> action) {
        if (!(client instanceof Redisson redisson) || !(client.getKeys() instanceof RedissonKeys keys)) {
            throw new UnsupportedOperationException(
                    "keys can be scanned through Redisson's own client only but this is a "
                            + client.getClass().getName() + "; set cachekit.redis.share-client to false");
        }
        return redisson.getCommandExecutor().getConnectionManager().getEntrySet().stream()
                .map(primary -> new KeyScan(keys, primary, pattern, action))
                .toList();
    }

    /** Answers the sum of what the action answered. */
    CompletionStage<Long> run() {
        page(null, START, 0);
        return total;
    }

    private void page(@Nullable RedisClient server, String cursor, long sum) {
        keys.scanIteratorAsync(server, primary, cursor, pattern, KEYS_PER_PAGE, null)
                .whenComplete((page, failure) -> {
                    if (failure == null) {
                        hand(page, sum);
                    } else {
                        total.completeExceptionally(failure);
                    }
                });
    }

    private void hand(ScanResult<Object> page, long sum) {
        List<String> found = page.getValues().stream().map(String.class::cast).toList();
        action.apply(found).whenComplete((count, failure) -> {
            if (failure != null) {
                total.completeExceptionally(failure);
            } else if (page.getPos().equals(START)) {
                total.complete(sum + count);
            } else {
                page(page.getRedisClient(), page.getPos(), sum + count);
            }
        });
    }
}
