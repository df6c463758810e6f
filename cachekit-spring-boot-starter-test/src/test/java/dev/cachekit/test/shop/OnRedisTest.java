package dev.cachekit.test.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.CacheKit;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.test.AutoConfigureCacheKit;
import dev.cachekit.test.CacheKitAssertions;
import dev.cachekit.test.CacheKitClock;
import dev.cachekit.test.CacheKitFaults;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** The same faults and assertions before a real Redis. */
@SpringJUnitConfig(Stock.class)
@AutoConfigureCacheKit(backend = "redis")
@DirtiesContext
@TestMethodOrder(MethodName.class)
class OnRedisTest {

    private static final RedisServer REDIS = RedisServer.start();

    @Autowired
    CacheKit kit;

    @Autowired
    Stock stock;

    @Autowired
    CacheKitAssertions cachekit;

    @Autowired
    CacheKitFaults faults;

    @Autowired
    ObjectProvider<CacheKitClock> clock;

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry properties) {
        properties.add("cachekit.redis.url", REDIS::url);
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @Test
    void aValuesAreInRedis() {
        untilAHit();

        assertThat(REDIS.keys()).anyMatch(key -> key.contains("stock") && key.endsWith("tea"));
    }

    @Test
    void bTheCachesInUseAreEmptyForTheNextTest() {
        cachekit.assertThatCache("stock").key("tea").isAbsent();
    }

    @Test
    void cAnOutageIsShownAndEnds() {
        stock.of("tea");
        faults.down();
        stock.sell("tea");
        cachekit.assertThatCalling(() -> stock.of("tea"))
                .on("stock")
                .loadsOnce()
                .storesNothing();

        faults.recover();

        cachekit.assertThatCalling(() -> stock.of("tea"))
                .on("stock")
                .loadsOnce()
                .stores();
        cachekit.assertThatCalling(() -> stock.of("tea")).on("stock").isHit();
        faults.down(); // until the end of the test method
    }

    @Test
    void dTheTestAfterAnOutageFindsAllAsNew() {
        cachekit.assertThatCalling(() -> stock.near("tea"))
                .on("near")
                .loadsOnce()
                .stores();
        cachekit.assertThatCalling(() -> stock.near("tea")).on("near").isNearHit();
    }

    @Test
    void eTimeIsRedissOwn() {
        assertThat(clock.getIfAvailable()).isNull();
    }

    /** The first connection, or the first beat, takes its time. */
    private void untilAHit() {
        await().untilAsserted(() -> {
            stock.of("tea");
            cachekit.assertThatCalling(() -> stock.of("tea")).on("stock").isHit();
        });
    }
}
