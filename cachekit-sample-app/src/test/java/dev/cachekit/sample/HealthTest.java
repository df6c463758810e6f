package dev.cachekit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.web.servlet.client.RestTestClient;

@NeedsCache("the state of Redis in the health of the actuator")
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
    void healthTellsTheAdminWhereCachedDataIs() {
        Visitors.admin(client)
                .get()
                .uri("/actuator/health")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.components.cachekit.details.backend")
                .exists();
    }

    @Test
    void deepHealthTellsTheAdminWhichRedisItIs() {
        Visitors.admin(client)
                .get()
                .uri("/health/deep")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.redis.version")
                .exists()
                .jsonPath("$.memory.redis_eviction_policy")
                .exists();
        client.get()
                .uri("/health/deep")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.memory.redis_used_bytes")
                .exists()
                .jsonPath("$.redis.version")
                .doesNotExist()
                .jsonPath("$.memory.redis_eviction_policy")
                .doesNotExist();
    }

    @Test
    void healthTellsStrangersNoDetails() {
        client.get()
                .uri("/actuator/health")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.components")
                .doesNotExist();
    }

    @Test
    void sampleListensOn8080UnlessToldOtherwise() throws IOException {
        assertThat(new YamlPropertySourceLoader()
                        .load("application", new ClassPathResource("application.yml"))
                        .get(0)
                        .getProperty("server.port"))
                .isEqualTo(8080);
    }

    @Test
    void otherEndpointsAreNotExposed() {
        RestTestClient admin = Visitors.admin(client);
        admin.get().uri("/actuator/env").exchange().expectStatus().isNotFound();
        admin.get().uri("/actuator/beans").exchange().expectStatus().isNotFound();
    }
}
