package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cachekit.InvalidationUnavailableException;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.BreakerState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;

class TwoPhaseOnRedisTest extends TwoPhaseContract {

    @BeforeEach
    void start() {
        RedisBackendConfiguration.start();
    }

    @AfterEach
    void stop() {
        RedisBackendConfiguration.stop();
    }

    @Override
    Class<?>[] backend() {
        return new Class<?>[] {RedisBackendConfiguration.class};
    }

    @Test
    void rollsBackWhenRedisIsAway() {
        run(world -> {
            world.items().name(1);
            assertThatThrownBy(() -> world.items().rename(1, "second", RedisBackendConfiguration::stop))
                    .isInstanceOf(InvalidationUnavailableException.class);
            assertThat(world.items().name(1)).isEqualTo("first");
        });
    }

    @Test
    void removesWhatIsInvalidatedAfterTheCommitBehindAnAnnouncementThatFailed() {
        run(world -> {
            world.put(3, "first");
            world.items()
                    .rename(
                            1,
                            "second",
                            () -> atEnd(new TransactionSynchronization() {
                                @Override
                                public void afterCommit() {
                                    RedisBackendConfiguration.pause();
                                    swallowing(() -> world.items().rename(2, "second", () -> {}));
                                    world.cache().invalidate(3L);
                                }
                            }));
            RedisBackendConfiguration.resume();
            awaitRedis(world);
            assertThat(world.cachedOf(3)).isEmpty();
        });
    }

    @Test
    void storesAgainAfterAnAnnouncementThatSucceededOnlyWhenTriedAgain() {
        run(world -> {
            world.items()
                    .rename(
                            1,
                            "second",
                            () -> atEnd(new TransactionSynchronization() {
                                @Override
                                public void beforeCommit(boolean readOnly) {
                                    RedisBackendConfiguration.kill();
                                    swallowing(() -> world.items().rename(2, "second", () -> {}));
                                    RedisBackendConfiguration.restart();
                                    awaitRedis(world);
                                }
                            }));
            world.cache().get(2L, key -> "loaded");
            assertThat(world.cachedOf(2)).contains("loaded");
        });
    }

    private static void swallowing(Runnable work) {
        try {
            work.run();
        } catch (InvalidationUnavailableException swallowed) {
            // what the application under test does
        }
    }

    /** Until it answers, and everything that waited for it is removed. */
    private static void awaitRedis(World world) {
        CacheKitEngine engine = world.context().getBean(CacheKitEngine.class);
        await().until(() -> engine.breakers().values().stream().allMatch(BreakerState.CLOSED::equals)
                && engine.strategies().invalidator().pendingCount() == 0);
    }

    @Test
    void doesNotRunAMethodWithoutTransactionWhenRedisIsAway() {
        run(world -> {
            world.items().name(1);
            RedisBackendConfiguration.stop();
            assertThatThrownBy(() -> world.items().renameWithoutTransaction(1, "second", () -> {}))
                    .isInstanceOf(InvalidationUnavailableException.class);
            assertThat(world.items().name(1)).isEqualTo("first");
        });
    }
}
