package dev.cachekit.redisson;

import dev.cachekit.codec.EntryFormat;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/** Reads entries by plain commands. A payload shares the array that came from the network. */
final class EntryReads {

    private final RedissonClient client;
    private final Commands commands;

    EntryReads(RedissonClient client, Commands commands) {
        this.client = client;
        this.commands = commands;
    }

    CompletionStage<Lookup> find(EntryKey key) {
        return commands.send("find", () -> get(key));
    }

    private CompletionStage<Lookup> get(EntryKey key) {
        return client.<byte[]>getBucket(key.storeKey(), ByteArrayCodec.INSTANCE)
                .getAsync()
                .thenApply(EntryFormat::read)
                .exceptionallyCompose(EntryReads::otherType);
    }

    private static CompletionStage<Lookup> otherType(Throwable failure) {
        String message = String.valueOf(Commands.unwrap(failure).getMessage());
        return message.startsWith("WRONGTYPE")
                ? CompletableFuture.completedFuture(new Lookup.Foreign("not a string but another type of data"))
                : CompletableFuture.failedFuture(failure);
    }

    /** Data of another type reads as absent here, because {@code MGET} does not tell; a lease replaces it either way. */
    CompletionStage<Map<EntryKey, Lookup>> findAll(Collection<EntryKey> keys) {
        if (keys.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        String[] names = keys.stream().map(EntryKey::storeKey).distinct().toArray(String[]::new);
        return commands.<Map<String, byte[]>>send(
                        "find", () -> client.getBuckets(ByteArrayCodec.INSTANCE).getAsync(names))
                .thenApply(found -> lookups(keys, found));
    }

    private static Map<EntryKey, Lookup> lookups(Collection<EntryKey> keys, Map<String, byte[]> found) {
        Map<EntryKey, Lookup> lookups = new LinkedHashMap<>(keys.size() * 2);
        for (EntryKey key : keys) {
            lookups.put(key, EntryFormat.read(found.get(key.storeKey())));
        }
        return lookups;
    }
}
