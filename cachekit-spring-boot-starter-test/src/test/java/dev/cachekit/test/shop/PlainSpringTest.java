package dev.cachekit.test.shop;

import dev.cachekit.test.AutoConfigureCacheKit;
import dev.cachekit.test.CacheKitAssertions;
import dev.cachekit.test.CacheKitClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Without Spring Boot's tests, and without an application. */
@SpringJUnitConfig(Stock.class)
@AutoConfigureCacheKit
class PlainSpringTest {

    @Autowired
    Stock stock;

    @Autowired
    CacheKitClock clock;

    @Autowired
    CacheKitAssertions cachekit;

    @Test
    void cachesUntilTheClockIsMoved() {
        stock.of("tea");
        cachekit.assertThatCalling(() -> stock.of("tea")).on("stock").isHit();
        clock.advance(Duration.ofMinutes(10));
        cachekit.assertThatCalling(() -> stock.of("tea")).on("stock").isMiss();
    }
}
