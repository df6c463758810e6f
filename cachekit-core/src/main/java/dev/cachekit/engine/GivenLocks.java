package dev.cachekit.engine;

import dev.cachekit.call.Caller;
import dev.cachekit.inprocess.InProcessLockStore;
import dev.cachekit.key.Tokens;
import dev.cachekit.lock.LockPorts;
import dev.cachekit.lock.LockViews;
import dev.cachekit.lock.Locks;
import dev.cachekit.operation.LockOptions;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Scheduler;
import java.util.function.Function;

/** What was said about locks while a CacheKit is put together. For use by one thread. */
final class GivenLocks {

    private Function<String, LockOptions> options = lock -> LockOptions.NONE;

    void from(Function<String, LockOptions> given) {
        options = given;
    }

    LockViews views(Coordination.Parts parts) {
        Backend store = parts.ground().store();
        Scheduler time = parts.ground().time();
        LockPorts ports = new LockPorts(
                store.locks(),
                parts.guard(),
                time,
                parts::storeTime,
                new Tokens()::next,
                parts.events().locks(),
                parts.ground().observer(),
                parts.callbacks());
        // a store of this process is never away, so nothing has to stand in for it
        Locks locks = new Locks(ports, store.isShared() ? new InProcessLockStore(time, parts.callbacks()) : null);
        return new LockViews(locks, options, Caller.continuedOn(parts.callbacks()));
    }
}
