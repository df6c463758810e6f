package dev.cachekit.redisson;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.spi.CounterKey;
import dev.cachekit.spi.CounterStore;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/** Counters as Redis keeps them: plain numbers, one key each. An addition is sent once. */
final class RedissonCounterStore implements CounterStore {

    private final RedissonClient client;
    private final Commands commands;
    private final Sender sender;
    private final ScriptRunner scripts;
    private final KeyNames names;

    RedissonCounterStore(Parts parts) {
        this.client = parts.client();
        this.commands = parts.commands();
        this.sender = parts.sender();
        this.scripts = parts.scripts();
        this.names = parts.names();
    }

    @Override
    public CompletionStage<Long> add(CounterKey counter, long delta) {
        String key = names.counter(counter);
        return translated(sender.send("add", key, server -> server.add(key, delta)));
    }

    @Override
    public CompletionStage<Long> add(CounterKey counter, long delta, Duration ttlIfNew) {
        List<String> key = List.of(names.counter(counter));
        return translated(scripts.<String>run(LuaScript.COUNT, ReturnType.STRING, key, delta, Millis.of(ttlIfNew))
                .thenApply(Long::valueOf));
    }

    private static <T> CompletionStage<T> translated(CompletionStage<T> sent) {
        return sent.exceptionallyCompose(failure -> CompletableFuture.failedFuture(translated(failure)));
    }

    /** What the server refuses is told by text alone. */
    private static Throwable translated(Throwable failure) {
        Throwable bare = Commands.unwrap(failure);
        String told =
                bare.getCause() == null ? "" : String.valueOf(bare.getCause().getMessage());
        if (told.contains("would overflow")) {
            return new ArithmeticException("the counter would overflow; it is as it was");
        }
        return told.contains("not an integer") || told.contains("WRONGTYPE") ? noNumber(bare) : bare;
    }

    private static BackendUnavailableException noNumber(Throwable cause) {
        return BackendUnavailableException.refused(
                "Redis holds something else than a number where a counter should be; remove it or rename the counter",
                cause);
    }

    @Override
    public CompletionStage<Long> get(CounterKey counter) {
        String key = names.counter(counter);
        return translated(commands.<String>send(
                        "get",
                        () -> client.<String>getBucket(key, StringCodec.INSTANCE)
                                .getAsync()))
                .thenApply(RedissonCounterStore::value);
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
            throw noNumber(foreign);
        }
    }

    @Override
    public CompletionStage<Void> reset(CounterKey counter) {
        return commands.send("reset", () -> client.getKeys().deleteAsync(names.counter(counter)))
                .thenAccept(removed -> {});
    }

    @Override
    public CompletionStage<Boolean> expire(CounterKey counter, Duration ttl) {
        return commands.send(
                "expire",
                () -> client.getKeys().expireAsync(names.counter(counter), Millis.of(ttl), TimeUnit.MILLISECONDS));
    }
}
