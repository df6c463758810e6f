package dev.cachekit.sample.demo;

import dev.cachekit.sample.Visitors;
import dev.cachekit.sample.WithoutCaching;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

/** A node without caches. */
@WithoutCaching
class CacheSwitchRefusedTest {

    @Autowired
    private RestTestClient client;

    @Test
    void nothingIsSwitchedWhereThereAreNoCaches() {
        client.get()
                .uri("/api/demo/cache")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.switchable")
                .isEqualTo(false)
                .jsonPath("$.enabled")
                .isEqualTo(false);
        Visitors.user(client, 821)
                .put()
                .uri("/api/demo/cache")
                .body(Map.of("enabled", true))
                .exchange()
                .expectStatus()
                .isEqualTo(409);
    }
}
