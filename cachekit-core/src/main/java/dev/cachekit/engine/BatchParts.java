package dev.cachekit.engine;

import dev.cachekit.call.Caller;
import dev.cachekit.counter.Counters;
import dev.cachekit.recovery.Recovery;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Bundle;
import dev.cachekit.spi.CounterKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.strategy.CachePorts;
import java.util.concurrent.CompletionStage;

/** What batches work with. */
record BatchParts(Backend backend, CacheViews views, Counters counters, Recovery recovery) {

    /** The ways of one batch: as for single operations, but that requests are collected until they are sent. */
    Ways ways(Caller caller) {
        Bundle bundle = backend.bundle();
        return new Ways(
                bundle,
                recovery.guarded(bundle.entries()),
                counters.through(bundle.counters()),
                views.ports(),
                caller,
                new Departure());
    }

    record Ways(
            Bundle bundle,
            EntryStore entries,
            Counters counters,
            CachePorts ports,
            Caller caller,
            Departure departure) {

        CompletionStage<Long> add(CounterKey key, long delta) {
            return departure.join(() -> counters.add(key, delta, caller));
        }

        /** All requests are made, one right after the other, and sent. */
        void go() {
            departure.go();
            bundle.send();
        }

        WatchedRoute route() {
            return new WatchedRoute(CachePorts.route(entries, ports.storeTime(caller)), departure);
        }
    }
}
