package dev.cachekit.spring.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.NearCache;
import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Two applications with near caches on one Redis server. */
class TwoNodesTest {

    /** How long a near cache may serve what another node has removed. */
    private static final Duration BOUND = Duration.ofSeconds(3);

    private static final AtomicInteger ROW = new AtomicInteger();

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    static class Application {

        @Bean
        Service service() {
            return new Service();
        }
    }

    static class Service {

        @CacheAside(cache = "rows", near = NearCache.ON)
        public int row(long id) {
            return ROW.get();
        }

        @Invalidate(cache = "rows", key = "#id")
        public void change(long id) {
            ROW.incrementAndGet();
        }

        @Invalidate(cache = "rows", all = true)
        public void changeAll() {
            ROW.incrementAndGet();
        }
    }

    private RedisServer redis;
    private ConfigurableApplicationContext first;
    private ConfigurableApplicationContext second;

    @BeforeEach
    void start() {
        redis = RedisServer.start();
        first = application();
        second = application();
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        redis.close();
    }

    @Test
    void aHitOfTheNearCacheDoesNotAskRedis() {
        serveFromNear();
        String before = reads();
        assertThat(on(first).row(1)).isEqualTo(ROW.get());
        assertThat(reads()).isEqualTo(before);
    }

    @Test
    void theNodeThatRemovesReadsFreshAtOnce() {
        serveFromNear();
        for (int round = 0; round < 200; round++) {
            on(first).change(1);
            assertThat(on(first).row(1)).isEqualTo(ROW.get());
        }
    }

    @Test
    void anotherNodeReadsFreshWithinTheBound() {
        serveFromNear();
        on(second).change(1);
        await().atMost(BOUND).until(() -> on(first).row(1) == ROW.get());
    }

    @Test
    void anotherNodeReadsFreshAfterTheWholeCacheWasRemoved() {
        serveFromNear();
        on(second).changeAll();
        await().atMost(BOUND).until(() -> on(first).row(1) == ROW.get());
    }

    /** A near cache begins to serve when a beat has vouched for it. */
    private void serveFromNear() {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            on(first).row(1);
            String before = reads();
            on(first).row(1);
            return reads().equals(before);
        });
    }

    /** How many keys were looked up; beats look up none. */
    private String reads() {
        String stats = String.valueOf(redis.send("INFO", "commandstats"));
        return stats.lines()
                .filter(line -> line.startsWith("cmdstat_mget") || line.startsWith("cmdstat_get:"))
                .map(line -> line.split(",")[0])
                .toList()
                .toString();
    }

    private static Service on(ConfigurableApplicationContext application) {
        return application.getBean(Service.class);
    }

    private ConfigurableApplicationContext application() {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run("--cachekit.redis.url=" + redis.url(), "--cachekit.app=two-nodes");
    }
}
