package dev.cachekit.sample.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.sample.SampleTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
class ProfileApiTest {

    @Autowired
    private RestTestClient client;

    @Test
    void seededUserHasAProfile() {
        assertThat(profile(301)).isEqualTo(new Profile(301, "user301", "Bo Ash", "Here since day 301.", 1));
    }

    @Test
    void changedProfileIsOnTheNextReadWithAHigherVersion() {
        profile(302);

        client.put()
                .uri("/api/users/302")
                .body(Map.of("displayName", "Mira", "bio", ""))
                .exchangeSuccessfully();

        assertThat(profile(302)).isEqualTo(new Profile(302, "user302", "Mira", "", 2));
    }

    @Test
    void strangerCannotBeChanged() {
        client.put()
                .uri("/api/users/5000")
                .body(Map.of("displayName", "Nobody", "bio", ""))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private Profile profile(long userId) {
        return client.get()
                .uri("/api/users/{user}", userId)
                .exchangeSuccessfully()
                .expectBody(Profile.class)
                .returnResult()
                .getResponseBody();
    }
}
