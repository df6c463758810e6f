package dev.cachekit.test.shop;

import dev.cachekit.test.AutoConfigureCacheKit;
import dev.cachekit.test.CacheKitAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@DataJpaTest
@AutoConfigureCacheKit
@Import(Products.class)
class DataJpaSliceTest {

    @Autowired
    Products products;

    @Autowired
    CacheKitAssertions cachekit;

    @Test
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void cachesWhatARepositoryReads() {
        cachekit.assertThatCalling(() -> products.name(1)).on("names").isMiss().stores();
        cachekit.assertThatCalling(() -> products.name(1)).on("names").isHit();
    }

    @Test
    void storesNothingInsideTheTransactionOfTheTest() {
        cachekit.assertThatCalling(() -> products.name(1))
                .on("names")
                .loadsOnce()
                .storesNothing();
    }
}
