package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.InvalidationUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
