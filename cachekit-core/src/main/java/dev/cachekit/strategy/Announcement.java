package dev.cachekit.strategy;

import dev.cachekit.Ttl;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Token;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * A removal that is on record in the store and waits for the outcome of the database. Other announcements of the same keys
 * are not touched by its end. Ended once, by one thread.
 */
public final class Announcement {

    private final CacheAnnouncer announcer;
    private final CacheSpace space;
    private final List<EntryKey> keys;
    private final Token token;

    Announcement(CacheAnnouncer announcer, CacheSpace space, List<EntryKey> keys, Token token) {
        this.announcer = announcer;
        this.space = space;
        this.keys = keys;
        this.token = token;
    }

    /**
     * Ends the announcement, whether the database committed or not: from now on values may be stored again.
     *
     * @param caller how to wait
     * @return true if the store has acknowledged it, false if a removal of the keys is queued instead
     */
    public CompletionStage<Boolean> end(Caller caller) {
        CachePorts ports = announcer.ports();
        long start = ports.scheduler().nanoTime();
        return Stages.either(
                ports.storeTime(caller).spend(this::settle),
                done -> {
                    ports.listener().onInvalidate(space.cache(), keys.size());
                    ports.tellLag(space.cache(), start);
                    return announcer.invalidator().removed(space, new Removal.Keys(keys));
                },
                failure -> announcer.invalidator().queue(space, new Removal.Keys(keys), failure));
    }

    CompletionStage<Void> send() {
        return forEach((way, key) -> way.fence(key, token, CacheAnnouncer.WINDOW));
    }

    /** Nobody waits for this; what it does not reach ends with its window. */
    void withdraw() {
        Stages.begun(this::settle);
    }

    private CompletionStage<Void> settle() {
        Settlement nothing = new Settlement(token, null, Ttl.FOREVER, null);
        return forEach((way, key) -> way.settle(key, nothing));
    }

    private CompletionStage<Void> forEach(BiFunction<EntryStore, EntryKey, CompletionStage<?>> request) {
        return Stages.all(announcer
                .ports()
                .together(
                        keys,
                        way -> keys.stream()
                                .map(key -> Stages.begun(
                                        () -> request.apply(way, key).<Void>thenApply(done -> null)))
                                .toList()));
    }
}
