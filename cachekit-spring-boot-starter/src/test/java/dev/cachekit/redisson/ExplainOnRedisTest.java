package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Cache;
import dev.cachekit.Explanation;
import dev.cachekit.Explanation.Reason;
import dev.cachekit.Explanation.State;
import dev.cachekit.contract.ExplainContract;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.engine.SystemScheduler;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExplainOnRedisTest extends ExplainContract {

    @RegisterExtension
    static final OnRedis REDIS = new OnRedis();

    private final SystemScheduler time = new SystemScheduler();

    @Override
    protected Backend backend() {
        return REDIS.backend().backend;
    }

    @Override
    protected Scheduler scheduler() {
        return time;
    }

    @Override
    protected void passTime(Duration duration) {
        OnRedis.passTime(duration);
    }

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void bytesOfAnotherProgramAreCorrupt() {
        try (CacheKitEngine kit = new CacheKitBuilder()
                .app("shop")
                .backend(backend())
                .scheduler(time)
                .build()) {
            Cache<String, String> names = kit.cache("names", String.class);
            REDIS.server().send("SET", names.explain("1").redisKey(), "not ours");

            Explanation explanation = names.explain("1");

            assertThat(explanation.reason()).isEqualTo(Reason.CORRUPT);
            assertThat(explanation.state()).isEqualTo(State.UNREADABLE);
            assertThat(explanation.why()).doesNotContain("not ours");
        }
    }

    @Test
    void theProcessThatRemovedAKeyIsNamed() {
        TestBackend other = new TestBackend(REDIS.server());
        try (CacheKitEngine here = kit(backend());
                CacheKitEngine there = kit(other.backend)) {
            Cache<String, String> names = here.cache("named", String.class);
            here.inspection().recentRemovals();
            Awaitility.await().until(() -> {
                names.invalidate("1");
                return names.explain("1").lastRemoval() != null;
            });
            assertThat(names.explain("1").lastRemoval().here()).isTrue();

            there.cache("named", String.class).invalidate("1");

            Awaitility.await().until(() -> !names.explain("1").lastRemoval().here());
            assertThat(names.explain("1").lastRemoval().by())
                    .contains(":" + ProcessHandle.current().pid() + ":");
        } finally {
            other.close();
        }
    }

    private CacheKitEngine kit(Backend backend) {
        return new CacheKitBuilder()
                .app("shop")
                .backend(backend)
                .scheduler(time)
                .build();
    }
}
