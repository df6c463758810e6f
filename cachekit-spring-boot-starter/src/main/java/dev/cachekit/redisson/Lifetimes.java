package dev.cachekit.redisson;

import dev.cachekit.Expiry;
import dev.cachekit.Ttl;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.redisson.api.RScript.ReturnType;

/**
 * How long values live. A script cannot look at tags, which are in the cache's home lane; so where it meets a tagged
 * value, that is found as a reader finds it.
 */
final class Lifetimes {

    private static final long SET = 1;
    private static final long TAGGED = 2;

    private final ScriptRunner scripts;
    private final EntryReads reads;
    private final KeyNames names;

    Lifetimes(ScriptRunner scripts, EntryReads reads, KeyNames names) {
        this.scripts = scripts;
        this.reads = reads;
        this.names = names;
    }

    CompletionStage<Expiry> ttl(EntryKey key) {
        return scripts.<List<Object>>run(LuaScript.TTL, ReturnType.LIST, names.withIncarnation(key))
                .thenCompose(reply -> {
                    Expiry expiry = Millis.expiry((Long) reply.get(0));
                    return (Long) reply.get(1) == 0
                            ? CompletableFuture.completedFuture(expiry)
                            : reads.find(key)
                                    .thenApply(found -> found instanceof Lookup.Hit ? expiry : new Expiry.Absent());
                });
    }

    CompletionStage<Boolean> expire(EntryKey key, Ttl ttl) {
        return expire(key, ttl, "")
                .thenCompose(reply -> reply == TAGGED
                        ? reads.find(key).thenCompose(found -> expire(key, ttl, found))
                        : CompletableFuture.completedFuture(reply == SET));
    }

    private CompletionStage<Boolean> expire(EntryKey key, Ttl ttl, Lookup found) {
        return found instanceof Lookup.Hit hit
                ? expire(key, ttl, hit.entry().token()).thenApply(reply -> reply == SET)
                : CompletableFuture.completedFuture(false);
    }

    private CompletionStage<Long> expire(EntryKey key, Ttl ttl, Object checked) {
        return scripts.run(LuaScript.EXPIRE, ReturnType.LONG, names.withLane(key), Millis.of(ttl), checked);
    }
}
