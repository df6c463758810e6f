package dev.cachekit.test.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.test.AutoConfigureCacheKit;
import dev.cachekit.test.CacheKitFaults;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cache.CacheManager;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** An application that keeps objects themselves can be tested, too. */
@SpringJUnitConfig(Stock.class)
@AutoConfigureCacheKit
@TestPropertySource(properties = {"cachekit.spring-cache.enabled=true", "cachekit.caches.objects.store=reference"})
class ReferencesTest {

    @Autowired
    CacheManager caches;

    @Autowired
    Stock stock;

    @Autowired
    CacheKitFaults faults;

    @Test
    void objectsAreKeptThemselves() {
        Object tea = new Object();
        Objects.requireNonNull(caches.getCache("objects")).put("tea", tea);

        assertThat(Objects.requireNonNull(caches.getCache("objects")).get("tea", Object.class))
                .isSameAs(tea);
    }

    @Test
    void anOutageCanBeTestedAllTheSame() {
        int first = stock.of("tea");
        faults.down();
        assertThat(stock.of("tea")).isGreaterThan(first);
        stock.sell("tea");
        faults.recover();

        assertThat(stock.of("tea")).isEqualTo(stock.of("tea"));
    }
}
