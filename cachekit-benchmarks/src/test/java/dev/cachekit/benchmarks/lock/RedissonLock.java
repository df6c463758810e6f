package dev.cachekit.benchmarks.lock;

import java.util.concurrent.TimeUnit;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;

/** Redisson's RLock. */
record RedissonLock(RedissonClient client, RLock lock) implements LockContender.Mutex {

    private static final long WAIT_SECONDS = 10;
    private static final long LEASE_SECONDS = 30;

    static LockContender.Mutex on(RedissonClient client) {
        return new RedissonLock(client, client.getLock("rlock"));
    }

    @Override
    public void holdForNothing() {
        try {
            if (!lock.tryLock(WAIT_SECONDS, LEASE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody else holds this lock");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        lock.unlock();
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
