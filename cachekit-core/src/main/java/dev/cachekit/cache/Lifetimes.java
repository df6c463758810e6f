package dev.cachekit.cache;

import dev.cachekit.Expiry;
import dev.cachekit.Ttl;
import dev.cachekit.call.Caller;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.strategy.CachePorts;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Reads and changes how long stored values live. A store that does not answer is an error here. */
record Lifetimes(CachePorts ports, Caller caller) {

    CompletionStage<Expiry> ttl(EntryKey key) {
        return ports.storeTime(caller).spend(() -> ports.entries().ttl(key));
    }

    CompletionStage<Boolean> expire(EntryKey key, Ttl ttl) {
        return ports.storeTime(caller)
                .spend(() -> ports.entries().expire(key, ttl))
                .thenApply(changed -> {
                    ports.near().invalidate(List.of(key));
                    return changed;
                });
    }
}
