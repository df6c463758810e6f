package dev.cachekit.engine;

import dev.cachekit.beat.Heartbeat;
import dev.cachekit.cache.CacheRegions;
import dev.cachekit.cache.CacheViews;
import dev.cachekit.cache.RemovalHistory;
import dev.cachekit.codec.JacksonCodec;
import dev.cachekit.event.Events;
import dev.cachekit.event.StatsRecorder;
import dev.cachekit.inprocess.InProcessBackend;
import dev.cachekit.key.KeySpaces;
import dev.cachekit.key.Tokens;
import dev.cachekit.near.NearTiers;
import dev.cachekit.recovery.Recovery;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Bundle;
import dev.cachekit.spi.Codec;
import dev.cachekit.spi.ContextCarrier;
import dev.cachekit.spi.KeyListener;
import dev.cachekit.spi.Listener;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.strategy.Background;
import dev.cachekit.strategy.CachePorts;
import dev.cachekit.strategy.CacheStrategies;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Puts a CacheKit together. What is not given is made here, and closed with the CacheKit; what is given stays the giver's to
 * close. For one use.
 */
final class Assembly {

    private final Given given;
    private final ContextCarrier context;
    private final List<AutoCloseable> owned = new ArrayList<>();

    Assembly(Given given) {
        this.given = given;
        this.context = task -> given.context.carry(given.observer.carry(task));
    }

    CacheKitEngine build() {
        Scheduler time = given.scheduler != null ? given.scheduler : own(new SystemScheduler());
        Backend store = given.backend != null ? given.backend : own(InProcessBackend.create(time));
        StatsRecorder stats = new StatsRecorder();
        List<Listener> listeners = new ArrayList<>(given.listeners);
        listeners.add(stats);
        Events events = Events.toldTo(listeners);
        Heartbeat heartbeat = own(new Heartbeat(store.backplane(), time));
        Ground ground = new Ground(store, heartbeat, time, events.caches(), given.observer);
        NearTiers near = ground.near();
        Codec values = given.codec != null ? given.codec : JacksonCodec.create();
        CacheRegions regions =
                new CacheRegions(values, near, given.options.book(), new KeySpaces(given.app), given.keyFunctions);
        Executor callbacks =
                given.executor != null ? given.executor : own(new UserThreads("cachekit-", UserThreads.MANY));
        Recovery recovery = own(ground.recovery(new Recovery.Rules(given.breaker, given.failover, regions::spaces)));
        CachePorts ports = ports(ground, recovery, () -> recovery.guarded(store.bundle()), near, events.keys());
        CacheStrategies strategies = new CacheStrategies(ports, recovery.pending());
        RemovalHistory history = new RemovalHistory(store.backplane(), time);
        CacheViews views = new CacheViews(ports, strategies, regions.keys(), stats, context, callbacks, history);
        Coordination.Parts parts =
                new Coordination.Parts(ground, recovery.guard(), given.deadline, callbacks, messaging(values), events);
        Coordination coordination = new Coordination(
                parts,
                given.limits.limiters(parts),
                given.locks.views(parts),
                given.flights.views(parts, values, encoders()));
        own(coordination.topics());
        own(coordination.locks());
        return new CacheKitEngine(store, regions, strategies, views, coordination, recovery, context, owned);
    }

    private Coordination.Messaging messaging(Codec messages) {
        Executor subscribers =
                given.executor != null ? given.executor : own(new UserThreads("cachekit-topic-", UserThreads.MANY));
        return new Coordination.Messaging(messages, subscribers);
    }

    private Executor encoders() {
        return own(new UserThreads("cachekit-flight-", UserThreads.FEW));
    }

    private CachePorts ports(
            Ground ground, Recovery recovery, Supplier<Bundle> bundles, NearTiers near, KeyListener keys) {
        Executor loads = given.background != null ? given.background : own(new BackgroundThreads());
        return new CachePorts(
                recovery.store(),
                bundles,
                near,
                ground.time(),
                ground.listener(),
                keys,
                given.observer,
                given.transactions,
                given.removalLog,
                new Tokens()::next,
                new Background(loads, context),
                given.deadline,
                ground.store().isShared());
    }

    private <T extends AutoCloseable> T own(T part) {
        owned.add(0, part);
        return part;
    }
}
