package dev.cachekit.redisson;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.RedissonKeys;
import org.redisson.ScanResult;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisClient;
import org.redisson.connection.MasterSlaveEntry;

/**
 * A place in a walk over the keys of one primary. Redis answers each step with some keys and the next place; it looks at a bounded
 * number of keys at a time, so that nobody waits for it.
 *
 * <p>Redisson's own asynchronous iterator ends at the first page without a match, and its other one blocks.
 *
 * @param server the server of that primary that the walk began at; null at the start
 */
record KeyCursor(
        RedissonKeys keys,
        MasterSlaveEntry primary,
        String pattern,
        @Nullable RedisClient server,
        String place) {

    /** A server with a million keys takes some tenths of a millisecond for so many. */
    private static final int KEYS_PER_PAGE = 700;

    private static final String START = "0";

    /** Some keys, and where to go on; null at the end. */
    record Page(List<String> names, @Nullable KeyCursor next) {}

    /** To be asked once there is a connection. */
    static List<KeyCursor> ofAllPrimaries(RedissonClient client, String pattern) {
        if (!(client instanceof Redisson redisson) || !(client.getKeys() instanceof RedissonKeys keys)) {
            throw new UnsupportedOperationException(
                    "keys can be scanned through Redisson's own client only but this is a "
                            + client.getClass().getName() + "; set cachekit.redis.share-client to false");
        }
        return redisson.getCommandExecutor().getConnectionManager().getEntrySet().stream()
                .map(primary -> new KeyCursor(keys, primary, pattern, null, START))
                .toList();
    }

    CompletionStage<Page> read() {
        return keys.scanIteratorAsync(server, primary, place, pattern, KEYS_PER_PAGE, null)
                .thenApply(this::page);
    }

    private Page page(ScanResult<Object> found) {
        List<String> names = found.getValues().stream().map(String.class::cast).toList();
        boolean ended = found.getPos().equals(START);
        return new Page(
                names, ended ? null : new KeyCursor(keys, primary, pattern, found.getRedisClient(), found.getPos()));
    }
}
