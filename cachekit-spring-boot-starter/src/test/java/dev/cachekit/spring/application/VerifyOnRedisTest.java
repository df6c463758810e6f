package dev.cachekit.spring.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application that verifies each hit, from Redis or from its near cache. */
@ExtendWith(OutputCaptureExtension.class)
class VerifyOnRedisTest {

    /** A hit of the near cache may rightly be old for three seconds and one more; the rest is for a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String WARNING = "Somebody changes the data past the cache";
    private static RedisServer redis;

    private ConfigurableApplicationContext application;
    private Prices prices;
    private Told told;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    static class Application {

        @Bean
        Prices prices() {
            return new Prices();
        }

        @Bean
        Told told() {
            return new Told();
        }
    }

    static class Prices {

        private final AtomicInteger loads = new AtomicInteger();
        private volatile CountDownLatch open = new CountDownLatch(0);
        private volatile String price = "old price";

        @CacheAside("prices")
        public String price(long id) throws InterruptedException {
            loads.incrementAndGet();
            open.await();
            return price;
        }

        @Invalidate(cache = "prices", key = "#id")
        public void change(long id, String price) {
            this.price = price;
        }

        public void changePastTheCache(String price) {
            this.price = price;
        }

        public void holdLoads() {
            open = new CountDownLatch(1);
        }

        public void releaseLoads() {
            open.countDown();
        }

        public int loads() {
            return loads.get();
        }
    }

    static class Told implements CacheListener {

        private final List<Verdict> verdicts = new CopyOnWriteArrayList<>();
        private final AtomicInteger hits = new AtomicInteger();
        private final AtomicInteger nearHits = new AtomicInteger();

        @Override
        public void onHit(String cache) {
            hits.incrementAndGet();
        }

        @Override
        public void onNearHit(String cache) {
            nearHits.incrementAndGet();
        }

        @Override
        public void onVerified(String cache, Verdict verdict) {
            verdicts.add(verdict);
        }
    }

    @BeforeAll
    static void startRedis() {
        redis = RedisServer.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void empty() {
        redis.flushAll();
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @ParameterizedTest(name = "near {0}")
    @ValueSource(booleans = {false, true})
    void aChangePastTheCacheIsStaleAndLogged(boolean near, CapturedOutput output) throws Exception {
        serve(near);
        prices.changePastTheCache("new price");
        assertThat(prices.price(1)).isEqualTo("old price");
        await().atMost(PATIENCE).until(() -> told.verdicts.contains(Verdict.STALE));
        await().atMost(PATIENCE).until(() -> output.getAll().contains(WARNING));
        assertThat(output.getAll()).doesNotContain("old price", "new price");
    }

    @ParameterizedTest(name = "near {0}")
    @ValueSource(booleans = {false, true})
    void aChangeThatIsInvalidatedWhileItIsVerifiedIsNewer(boolean near, CapturedOutput output) throws Exception {
        serve(near);
        prices.holdLoads();
        int loads = prices.loads();
        assertThat(prices.price(1)).isEqualTo("old price");
        await().atMost(PATIENCE).until(() -> prices.loads() > loads);
        prices.change(1, "new price");
        prices.releaseLoads();
        await().atMost(PATIENCE).until(() -> told.verdicts.contains(Verdict.NEWER));
        assertThat(told.verdicts).doesNotContain(Verdict.STALE);
        assertThat(output.getAll()).doesNotContain(WARNING);
    }

    @ParameterizedTest(name = "near {0}")
    @ValueSource(booleans = {false, true})
    void aValueThatLoadsTheSameIsEqual(boolean near) throws Exception {
        serve(near);
        await().atMost(PATIENCE).until(() -> told.verdicts.contains(Verdict.EQUAL));
        assertThat(told.verdicts).containsOnly(Verdict.EQUAL);
    }

    /** Starts an application, and reads until a hit has come from where it should. */
    private void serve(boolean near) {
        application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--cachekit.redis.url=" + redis.url(),
                        "--cachekit.app=verify",
                        "--cachekit.caches.prices.verify=1",
                        "--cachekit.caches.prices.near.enabled=" + near);
        prices = application.getBean(Prices.class);
        told = application.getBean(Told.class);
        AtomicInteger expected = near ? told.nearHits : told.hits;
        await().atMost(PATIENCE).until(() -> {
            prices.price(1);
            return expected.get() > 0;
        });
    }
}
