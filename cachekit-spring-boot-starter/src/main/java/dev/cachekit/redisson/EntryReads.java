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

/**
 * Reads entries, each together with the incarnation of its cache, which tells whether it still lives. Data of another
 * type reads as absent, because {@code MGET} does not tell; a lease replaces it. A payload shares the array that came
 * from the network.
 */
final class EntryReads {

    private final RedissonClient client;
    private final Commands commands;
    private final KeyNames names;

    EntryReads(RedissonClient client, Commands commands, KeyNames names) {
        this.client = client;
        this.commands = commands;
        this.names = names;
    }

    CompletionStage<Lookup> find(EntryKey key) {
        String entry = key.storeKey();
        String incarnation = names.incarnation(key.space(), key.lane());
        return read(entry, incarnation).thenApply(found -> EntryFormat.read(found.get(entry), found.get(incarnation)));
    }

    /** Entry and incarnation share a slot, so one command reads both at the same moment on a cluster too. */
    CompletionStage<Map<EntryKey, Lookup>> findAll(Collection<EntryKey> keys) {
        if (keys.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        String[] all = keys.stream()
                .flatMap(key -> names.withIncarnation(key).stream())
                .distinct()
                .toArray(String[]::new);
        return read(all).thenApply(found -> lookups(keys, found));
    }

    private CompletionStage<Map<String, byte[]>> read(String... keys) {
        return commands.send(
                "find", () -> client.getBuckets(ByteArrayCodec.INSTANCE).getAsync(keys));
    }

    private Map<EntryKey, Lookup> lookups(Collection<EntryKey> keys, Map<String, byte[]> found) {
        Map<EntryKey, Lookup> lookups = new LinkedHashMap<>(keys.size() * 2);
        for (EntryKey key : keys) {
            byte[] incarnation = found.get(names.incarnation(key.space(), key.lane()));
            lookups.put(key, EntryFormat.read(found.get(key.storeKey()), incarnation));
        }
        return lookups;
    }
}
