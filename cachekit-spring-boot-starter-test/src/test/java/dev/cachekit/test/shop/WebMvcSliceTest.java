package dev.cachekit.test.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.test.AutoConfigureCacheKit;
import dev.cachekit.test.CacheKitAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebMvcTest(StockController.class)
@AutoConfigureCacheKit
class WebMvcSliceTest {

    @Autowired
    MockMvcTester web;

    @Autowired
    CacheKitAssertions cachekit;

    @Test
    void controllersAreCached() {
        assertThat(web.get().uri("/greet/Ann")).hasStatusOk().hasBodyTextEqualTo("Hello Ann");

        cachekit.assertThatCache("greetings").key("Ann").hasValue("Hello Ann");
        cachekit.assertThatCalling(() -> web.get().uri("/greet/Ann").exchange())
                .on("greetings")
                .isHit();
    }

    @Test
    void refusedCallsAreAnswered429() {
        assertThat(web.get().uri("/deal")).hasStatusOk();
        assertThat(web.get().uri("/deal")).hasStatus(429);
    }
}
