package dev.cachekit.benchmarks.lock;

import dev.cachekit.benchmarks.contender.CacheKitApplication;
import dev.cachekit.benchmarks.contender.Contender;
import dev.cachekit.benchmarks.contender.RedissonClients;
import dev.cachekit.benchmarks.contender.SetUp;
import java.util.function.Supplier;

/** Whose lock. */
public enum LockContender implements Contender {
    LETTUCE(
            "Lettuce",
            "`SET NX EX` and a script that deletes one's own by `EVALSHA`, on one connection, the client's defaults",
            LettuceLock::start),
    REDISSON(
            "Redisson `RLock`",
            "`tryLock` with a lease of 30 s, the client's defaults",
            () -> RedissonLock.on(RedissonClients.withDefaults())),
    REDISSON_TUNED(
            "Redisson `RLock`, CacheKit's client settings",
            "as Redisson `RLock`; " + RedissonClients.TUNED,
            () -> RedissonLock.on(RedissonClients.asCacheKitHasIt())),
    CACHEKIT("CacheKit", "`acquire` of a lock that is renewed; " + CacheKitApplication.SETTINGS, CacheKitLock::start);

    /** A lock. */
    public interface Mutex extends AutoCloseable {

        /** Takes it and gives it back. */
        void holdForNothing();

        @Override
        void close();
    }

    private final SetUp<Supplier<Mutex>> setUp;

    LockContender(String label, String settings, Supplier<Mutex> start) {
        this.setUp = new SetUp<>(label, settings, start);
    }

    /** Starts its system. */
    public Mutex start() {
        return setUp.start().get();
    }

    @Override
    public SetUp<Supplier<Mutex>> setUp() {
        return setUp;
    }
}
