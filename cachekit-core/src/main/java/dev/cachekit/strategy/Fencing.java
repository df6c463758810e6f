package dev.cachekit.strategy;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Token;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Announces writes to the store: a fence for each of their keys, all at once. For one use.
 *
 * @param <V> the type of the values
 */
final class Fencing<V extends @Nullable Object> {

    private final CacheWriter writer;
    private final CachePorts ports;
    private final CacheRegion<V> region;
    private final Map<EntryKey, Token> writes = new LinkedHashMap<>();
    private final Map<EntryKey, CompletableFuture<Void>> sent = new LinkedHashMap<>();

    Fencing(CacheWriter writer, CacheRegion<V> region, Collection<EntryKey> keys) {
        this.writer = writer;
        this.ports = writer.ports();
        this.region = region;
        keys.forEach(key -> writes.put(key, ports.tokens().get()));
    }

    /** A key whose fence was not answered has a write all the same; it will store nothing. */
    CompletionStage<Map<EntryKey, PendingWrite<V>>> send(Caller caller) {
        writer.flights().invalidated(writes.keySet());
        return Stages.either(
                ports.storeTime(caller).spend(this::send),
                done -> CompletableFuture.completedFuture(opened()),
                failure -> {
                    ports.listener().onStoreFailure(region.name(), "fence", failure);
                    return CompletableFuture.completedFuture(opened());
                });
    }

    private CompletionStage<Void> send() {
        return Stages.all(ports.together(writes.keySet(), way -> {
            writes.forEach((key, token) -> sent.put(
                    key,
                    Stages.begun(() -> way.fence(key, token, CacheWriter.LONGEST_WRITE))
                            .toCompletableFuture()));
            return sent.values();
        }));
    }

    private Map<EntryKey, PendingWrite<V>> opened() {
        Map<EntryKey, PendingWrite<V>> opened = new LinkedHashMap<>();
        writes.forEach((key, token) -> {
            writer.changed(key);
            opened.put(key, new PendingWrite<>(writer, region, token, null, isAnswered(sent.get(key))));
        });
        return opened;
    }

    private static boolean isAnswered(@Nullable CompletableFuture<Void> fence) {
        return fence != null && fence.isDone() && !fence.isCompletedExceptionally();
    }
}
