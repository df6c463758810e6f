package dev.cachekit.sample.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import java.util.List;
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

        Visitors.user(client, 302)
                .put()
                .uri("/api/users/302")
                .body(Map.of("displayName", "Mira", "bio", ""))
                .exchangeSuccessfully();

        assertThat(profile(302)).isEqualTo(new Profile(302, "user302", "Mira", "", 2));
    }

    @Test
    void nobodyElseCanBeChanged() {
        Visitors.user(client, 303)
                .put()
                .uri("/api/users/304")
                .body(Map.of("displayName", "Nobody", "bio", ""))
                .exchange()
                .expectStatus()
                .isForbidden();

        assertThat(profile(304).displayName()).isEqualTo("Eve Ash");
    }

    @Test
    void whoHasSignedInIsToldWhoTheyAre() {
        Visitors.user(client, 305)
                .get()
                .uri("/api/me")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.profile.handle")
                .isEqualTo("user305")
                .jsonPath("$.roles")
                .isEqualTo(List.of("user"));
        Visitors.admin(client)
                .get()
                .uri("/api/me")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.roles")
                .isEqualTo(List.of("user", "admin"));
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
