package dev.cachekit.redisson;

import dev.cachekit.Ttl;
import dev.cachekit.codec.EntryFormat;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.redisson.api.RScript.ReturnType;

/** Stores written values. Only where a tagged value is in the way must a second request tell whether it still counts. */
final class Puts {

    private static final long STORED = 1;
    private static final long TAGGED = 2;

    private final ScriptRunner scripts;
    private final EntryReads reads;
    private final KeyNames names;

    Puts(ScriptRunner scripts, EntryReads reads, KeyNames names) {
        this.scripts = scripts;
        this.reads = reads;
        this.names = names;
    }

    CompletionStage<Void> put(EntryKey key, Entry entry, Ttl ttl) {
        return send(key, entry, ttl, "always", "").thenAccept(stored -> {});
    }

    CompletionStage<Boolean> putIfAbsent(EntryKey key, Entry entry, Ttl ttl) {
        return putIfAbsent(key, entry, ttl, "");
    }

    private CompletionStage<Boolean> putIfAbsent(EntryKey key, Entry entry, Ttl ttl, Object absent) {
        return send(key, entry, ttl, "absent", absent).thenCompose(reply -> {
            long outcome = (Long) reply.get(0);
            return outcome == TAGGED
                    ? again(key, entry, ttl, reply.get(1))
                    : CompletableFuture.completedFuture(outcome == STORED);
        });
    }

    private CompletionStage<Boolean> again(EntryKey key, Entry entry, Ttl ttl, Object met) {
        return reads.find(key)
                .thenCompose(found ->
                        found instanceof Lookup.Hit hit && !hit.freshness().isStale()
                                ? CompletableFuture.completedFuture(false)
                                : putIfAbsent(key, entry, ttl, met));
    }

    private CompletionStage<List<Object>> send(EntryKey key, Entry entry, Ttl ttl, String mode, Object absent) {
        return scripts.run(
                LuaScript.PUT,
                ReturnType.LIST,
                names.withLane(key),
                entry.token(),
                EntryFormat.write(entry, ttl),
                Millis.kept(ttl, entry.grace()),
                mode,
                absent);
    }
}
