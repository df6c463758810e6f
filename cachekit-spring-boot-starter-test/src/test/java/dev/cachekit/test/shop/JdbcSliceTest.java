package dev.cachekit.test.shop;

import dev.cachekit.test.AutoConfigureCacheKit;
import dev.cachekit.test.CacheKitAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@JdbcTest
@AutoConfigureCacheKit
@Import(Stock.class)
class JdbcSliceTest {

    @Autowired
    Stock stock;

    @Autowired
    CacheKitAssertions cachekit;

    @Test
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void cachesOutsideTransactions() {
        stock.of("tea");

        cachekit.assertThatCalling(() -> stock.of("tea")).on("stock").isHit();
    }
}
