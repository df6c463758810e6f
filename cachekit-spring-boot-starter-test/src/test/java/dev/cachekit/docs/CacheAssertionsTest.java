package dev.cachekit.docs;

import dev.cachekit.RateLimitExceededException;
import dev.cachekit.docs.PriceApplication.PriceList;
import dev.cachekit.docs.PriceApplication.Prices;
import dev.cachekit.test.AutoConfigureCacheKit;
import dev.cachekit.test.CacheKitAssertions;
import dev.cachekit.test.CacheKitClock;
import dev.cachekit.test.CacheKitFaults;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

@SpringBootTest
@AutoConfigureCacheKit
class CacheAssertionsTest {

    @MockitoBean
    PriceList list;

    @Autowired
    Prices prices;

    @Autowired
    CacheKitClock clock;

    @Autowired
    CacheKitFaults faults;

    // tag::assertions[]
    @Autowired
    CacheKitAssertions cachekit;

    @Test
    void aChangedPriceIsLoadedAnew() {
        cachekit.assertThatCalling(() -> prices.of("apple"))
                .on("prices")
                .isMiss()
                .loadsOnce();
        cachekit.assertThatCalling(() -> prices.of("apple"))
                .on("prices")
                .isHit()
                .loadsNothing();
        cachekit.assertThatCache("prices").key("apple").hasValue(0).expiresWithin(Duration.ofMinutes(5));

        cachekit.assertThatCalling(() -> prices.change("apple", 4)).on("prices").invalidates();

        cachekit.assertThatCache("prices").key("apple").isAbsent();
    }
    // end::assertions[]

    // tag::limiter[]
    @Test
    void aThirdOfferHasToWait() {
        prices.offer("apple");
        prices.offer("pear");

        cachekit.assertThatFailing(RateLimitExceededException.class, () -> prices.offer("plum"))
                .isRefusedBy("offers");

        clock.advance(Duration.ofSeconds(30));
        cachekit.assertThatCalling(() -> prices.offer("plum")).isAllowedBy("offers");
    }
    // end::limiter[]

    // tag::run[]
    @Test
    void aPatientBuyerIsServed() {
        clock.run(); // for this test method
        prices.demand("apple");

        cachekit.assertThatCalling(() -> prices.demand("apple")).isAllowedBy("demands"); // after a wait
    }
    // end::run[]

    // tag::faults[]
    @Test
    void aChangeDuringAnOutageIsNotForgotten() {
        prices.of("apple");

        faults.down();
        prices.change("apple", 4); // Redis cannot be told yet
        cachekit.assertThatCalling(() -> prices.of("apple")).on("prices").loadsOnce();
        faults.recover(); // now it is

        cachekit.assertThatCalling(() -> prices.of("apple"))
                .on("prices")
                .isMiss()
                .loadsOnce();
    }
    // end::faults[]
}
