package dev.cachekit.redisson;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.spi.CounterKey;
import dev.cachekit.spi.CounterStore;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RAtomicLongAsync;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.CommonOptions;
import org.redisson.client.codec.StringCodec;

/** Counters as Redis keeps them: plain numbers, one key each. An addition is sent once. */
final class RedissonCounterStore implements CounterStore {

    private static final String OVERFLOW = "would overflow";

    private final RedissonClient client;
    private final Commands commands;
    private final KeyNames names;

    RedissonCounterStore(Parts parts) {
        this.client = parts.client();
        this.commands = parts.commands();
        this.names = parts.names();
    }

    @Override
    public CompletionStage<Long> add(CounterKey counter, long delta) {
        return commands.send("add", () -> number(counter).addAndGetAsync(delta)).exceptionallyCompose(RedissonCounterStore::refused);
    }

    private static CompletionStage<Long> refused(Throwable failure) {
        Throwable cause = Commands.unwrap(failure);
        boolean overflow = cause.getCause() != null && String.valueOf(cause.getCause().getMessage()).contains(OVERFLOW);
        return CompletableFuture.failedFuture(overflow ? new ArithmeticException("the counter would overflow; it is unchanged") : cause);
    }

    @Override
    public CompletionStage<Long> get(CounterKey counter) {
        return getAll(java.util.List.of(counter)).thenApply(all -> all.getOrDefault(counter, 0L));
    }

    @Override
    public CompletionStage<Map<CounterKey, Long>> getAll(Collection<CounterKey> counters) {
        if (counters.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        String[] keys = counters.stream().map(names::counter).distinct().toArray(String[]::new);
        return commands.<Map<String, String>>send(
                        "get", () -> client.getBuckets(StringCodec.INSTANCE).getAsync(keys))
                .thenApply(found -> values(counters, found));
    }

    private Map<CounterKey, Long> values(Collection<CounterKey> counters, Map<String, String> found) {
        Map<CounterKey, Long> values = new LinkedHashMap<>();
        counters.forEach(counter -> values.put(counter, value(found.get(names.counter(counter)))));
        return values;
    }

    private static long value(@Nullable String text) {
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException foreign) {
            throw BackendUnavailableException.refused("Redis holds something else than a number under a counter", foreign);
        }
    }

    @Override
    public CompletionStage<Void> reset(CounterKey counter) {
        return commands.send("reset", () -> number(counter).deleteAsync()).thenAccept(existed -> {});
    }

    @Override
    public CompletionStage<Boolean> expire(CounterKey counter, Duration ttl) {
        return commands.send(
                "expire", () -> number(counter).expireAsync(Duration.ofMillis(Millis.of(ttl))));
    }

    private RAtomicLongAsync number(CounterKey counter) {
        return client.getAtomicLong(CommonOptions.name(names.counter(counter)).retryAttempts(0));
    }
}
