package dev.cachekit.sample.redis;

import dev.cachekit.sample.Visitors;
import dev.cachekit.sample.WithoutCaching;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

/** A node that has started no server. */
@WithoutCaching
class RedisSwitchWithoutServerTest {

    @Autowired
    private RestTestClient client;

    @Test
    void serverThatIsNotItsOwnIsNotTouched() {
        Visitors.user(client, 801)
                .put()
                .uri("/api/demo/redis")
                .body(Map.of("running", false))
                .exchange()
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("This node has no Redis server of its own; one that it was given is not touched.");
    }
}
