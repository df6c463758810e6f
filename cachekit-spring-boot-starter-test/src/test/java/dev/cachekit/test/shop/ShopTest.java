package dev.cachekit.test.shop;

import dev.cachekit.CacheKit;
import dev.cachekit.test.AutoConfigureCacheKit;
import dev.cachekit.test.CacheKitAssertions;
import dev.cachekit.test.CacheKitClock;
import dev.cachekit.test.CacheKitFaults;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** What most tests need; they share one application. */
@SpringBootTest(properties = "cachekit.caches.hanging.hard-timeout=200ms")
@AutoConfigureCacheKit
abstract class ShopTest {

    @Autowired
    CacheKit kit;

    @Autowired
    Stock stock;

    @Autowired
    CacheKitClock clock;

    @Autowired
    CacheKitAssertions cachekit;

    @Autowired
    CacheKitFaults faults;
}
