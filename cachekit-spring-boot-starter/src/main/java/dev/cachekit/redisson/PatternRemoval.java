package dev.cachekit.redisson;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Lane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.redisson.api.RedissonClient;

/** Removes all keys of a cache that match a glob: every primary is scanned, and what is found is removed chunk by chunk. */
final class PatternRemoval {

    private final RedissonClient client;
    private final Commands commands;
    private final Removal removal;
    private final KeyNames names;

    PatternRemoval(RedissonClient client, Commands commands, Removal removal, KeyNames names) {
        this.client = client;
        this.commands = commands;
        this.removal = removal;
        this.names = names;
    }

    CompletionStage<Long> remove(CacheSpace space, String glob) {
        String pattern = names.pattern(space, glob);
        // Before the scan: a write that has no fence and read the stamps earlier either stores before the scan begins,
        // which then finds its key, or is refused. After it: a near cache may hold keys that are gone from here.
        return removal.raiseAll()
                .thenCompose(raised -> commands.send("scan", () -> scanAll(space, pattern)))
                .thenCompose(removed -> removal.announceAll(space).thenApply(told -> removed));
    }

    private CompletionStage<Long> scanAll(CacheSpace space, String pattern) {
        List<CompletableFuture<Long>> scans =
                KeyScan.ofAllPrimaries(client, pattern, keys -> sweep(space, keys)).stream()
                        .map(scan -> scan.run().toCompletableFuture())
                        .toList();
        return CompletableFuture.allOf(scans.toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        scans.stream().mapToLong(CompletableFuture::join).sum());
    }

    private CompletionStage<Long> sweep(CacheSpace space, List<String> keys) {
        Map<Lane, List<String>> keysByLane = new HashMap<>();
        for (String key : keys) {
            Lane lane = KeyNames.laneOf(space, key);
            if (lane != null) {
                keysByLane.computeIfAbsent(lane, none -> new ArrayList<>()).add(key);
            }
        }
        return removal.sweep(space, keysByLane);
    }
}
