package dev.cachekit.engine;

import dev.cachekit.Expiry;
import dev.cachekit.Ttl;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.strategy.CachePorts;
import dev.cachekit.strategy.Caller;
import java.util.concurrent.CompletionStage;

/** Reads and changes how long stored values live. A store that does not answer is an error here. */
record Lifetimes(CachePorts ports, Caller caller) {

    CompletionStage<Expiry> ttl(EntryKey key) {
        return caller.await(ports.entries().ttl(key), ports.deadline());
    }

    CompletionStage<Boolean> expire(EntryKey key, Ttl ttl) {
        return caller.await(ports.entries().expire(key, ttl), ports.deadline());
    }
}
