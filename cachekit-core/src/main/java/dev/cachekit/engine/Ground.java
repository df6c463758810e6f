package dev.cachekit.engine;

import dev.cachekit.beat.Heartbeat;
import dev.cachekit.near.NearTiers;
import dev.cachekit.recovery.Recovery;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.Observer;
import dev.cachekit.spi.Scheduler;

/** What everything else in a CacheKit stands on. */
record Ground(Backend store, Heartbeat heartbeat, Scheduler time, CacheListener listener, Observer observer) {

    /** What nobody outside can change needs no watching. */
    NearTiers near() {
        return store.backplane() == Backplane.NONE && !store.isShared()
                ? NearTiers.alone(time, listener)
                : NearTiers.watching(store.backplane(), heartbeat, time, listener);
    }

    /** A store of this process alone neither fails nor fails over. */
    Recovery recovery(Recovery.Rules rules) {
        if (!store.isShared()) {
            return Recovery.unguarded(store.entries(), time, listener);
        }
        Recovery recovery = Recovery.guarding(store.entries(), time, listener, rules);
        heartbeat.addListener(recovery);
        heartbeat.start();
        return recovery;
    }
}
