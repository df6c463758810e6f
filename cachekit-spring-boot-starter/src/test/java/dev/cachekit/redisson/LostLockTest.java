package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.HeldLock;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LostLockTest {

    private static final Duration LEASE = Duration.ofSeconds(6);

    @RegisterExtension
    static final OnRedis REDIS = new OnRedis();

    @Test
    void theHolderOfAFixedLeaseIsToldLongBeforeItsEndThatRedisHasForgottenTheLock() throws InterruptedException {
        try (CacheKitEngine kit =
                new CacheKitBuilder().backend(REDIS.backend().backend).build()) {
            HeldLock held = kit.lock("report").lease(LEASE).acquire(Duration.ZERO);
            CountDownLatch told = new CountDownLatch(1);
            held.onLost(told::countDown);

            REDIS.server().flushAll();

            assertThat(told.await(LEASE.toMillis() * 2 / 3, TimeUnit.MILLISECONDS))
                    .isTrue();
            assertThat(held.isHeld()).isFalse();
        }
    }
}
