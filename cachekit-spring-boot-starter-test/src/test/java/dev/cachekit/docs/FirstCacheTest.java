package dev.cachekit.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.cachekit.docs.PriceApplication.PriceList;
import dev.cachekit.docs.PriceApplication.Prices;
import dev.cachekit.test.AutoConfigureCacheKit;
import dev.cachekit.test.CacheKitClock;
import dev.cachekit.test.CacheKitFaults;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

// tag::first[]
@SpringBootTest
@AutoConfigureCacheKit
class FirstCacheTest {

    @MockitoBean
    PriceList list;

    @Autowired
    Prices prices;

    @Autowired
    CacheKitClock clock;

    @Autowired
    CacheKitFaults faults;

    @Test
    void theListIsAskedOnce() {
        prices.of("apple");
        prices.of("apple");

        verify(list, times(1)).priceOf("apple");
    }

    @Test
    void theListIsAskedAgainWhenThePriceHasExpired() {
        prices.of("apple");
        clock.advance(Duration.ofMinutes(5));
        prices.of("apple");

        verify(list, times(2)).priceOf("apple");
    }

    @Test
    void thePriceIsKnownWhileRedisIsDown() {
        given(list.priceOf("apple")).willReturn(3);
        faults.down();

        assertThat(prices.of("apple")).isEqualTo(3);
    }
}
// end::first[]
