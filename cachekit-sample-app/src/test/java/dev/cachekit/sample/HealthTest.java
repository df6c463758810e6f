package dev.cachekit.sample;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
class HealthTest {

    @Autowired
    private RestTestClient client;

    @Test
    void healthIsPublic() {
        client.get()
                .uri("/actuator/health")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UP");
    }

    @Test
    void otherEndpointsAreNotExposed() {
        client.get().uri("/actuator/env").exchange().expectStatus().isNotFound();
        client.get().uri("/actuator/beans").exchange().expectStatus().isNotFound();
    }
}
